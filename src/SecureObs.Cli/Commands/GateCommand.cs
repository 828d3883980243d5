using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.Reporting;

namespace SecureObs.Cli.Commands;

internal static class GateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var run = new RunOptions();
        var command = new Command("gate", "End with code 3 when findings of the run block the pipeline.");
        run.AddTo(command);
        command.SetAction(async (arguments, ct) =>
        {
            using var api = new ApiClient(ApiSettings.From(surroundings), surroundings.Time);
            return await RunAsync(api, run.Read(arguments), surroundings, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(ApiClient api, PipelineRun run, Surroundings surroundings, CancellationToken ct)
    {
        var blocked = await api.IsBlockedAsync(run.Id, ct);
        try
        {
            var findings = await api.FindingsOfRunAsync(run.ProjectId, run.Id, ct);
            GateReport.Write(surroundings.Out, findings);
            Annotations.Write(surroundings, findings);
        }
        catch (CommandFailure unexplained)
        {
            // The decision stands without its reasons.
            surroundings.Error.WriteLine($"warning: {unexplained.Message}");
        }
        surroundings.Out.WriteLine(blocked ? "Gate: BLOCKED" : "Gate: passed");
        return blocked ? ExitCode.GateBlocked : ExitCode.Fine;
    }
}

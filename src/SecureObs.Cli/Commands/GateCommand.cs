using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.Reporting;
using SecureObs.Gate;

namespace SecureObs.Cli.Commands;

internal static class GateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var run = new RunOptions();
        var attest = new Option<string?>("--attest")
        {
            Description = "Write the signed verdict to this file, passed or blocked. verify-gate verifies it.",
            HelpName = "file",
        };
        var command = new Command("gate", "End with code 3 when the run is blocked.");
        run.AddTo(command);
        command.Add(attest);
        command.SetAction(async (arguments, ct) =>
        {
            using var api = new ApiClient(ApiSettings.From(surroundings), surroundings.Time);
            return await RunAsync(api, run.Read(arguments), arguments.GetValue(attest), surroundings, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(ApiClient api, PipelineRun run, string? attest, Surroundings surroundings, CancellationToken ct)
    {
        var answer = await api.DecideGateAsync(run.ProjectId, run.Id, ct);
        if (attest is not null)
            await WriteAsync(Path.Combine(surroundings.CurrentDirectory, attest), answer, ct);
        try
        {
            var findings = await api.FindingsOfRunAsync(run.ProjectId, run.Id, ct);
            GateReport.Write(surroundings.Out, findings);
            Annotations.Write(surroundings, findings);
        }
        catch (CommandFailure unexplained)
        {
            // The decision stands without the places of its findings.
            surroundings.Error.WriteLine($"warning: {unexplained.Message}");
        }
        GateReport.Write(surroundings.Out, answer);
        surroundings.Out.WriteLine(answer.Blocked ? "Gate: BLOCKED" : "Gate: passed");
        return answer.Blocked ? ExitCode.GateBlocked : ExitCode.Fine;
    }

    private static async Task WriteAsync(string file, GateAnswer answer, CancellationToken ct)
    {
        try
        {
            await File.WriteAllTextAsync(file, answer.Envelope + "\n", ct);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"the signed verdict cannot be written: {unwritable.Message}", unwritable);
        }
    }
}

using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.Outputs;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Commands;

internal static class GateCommand
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public static Command Create(Surroundings surroundings)
    {
        var run = new RunOptions();
        var attest = new Option<string?>("--attest")
        {
            Description = "Write the signed verdict to this file, passed or blocked. verify-gate verifies it.",
            HelpName = "file",
        };
        var wait = new Option<int>("--wait")
        {
            Description = "Seconds to wait for a run that is still open.",
            DefaultValueFactory = _ => 0,
            HelpName = "seconds",
        };
        wait.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 24 * 60 * 60)
                result.AddError("--wait must lie between 0 and 86400.");
        });
        var outputs = new GateOutputs();
        var command = new Command("gate", "End with code 3 when the run is blocked.");
        run.AddTo(command);
        command.Add(attest);
        command.Add(wait);
        outputs.AddTo(command);
        command.SetAction(async (arguments, ct) =>
        {
            var asked = run.Read(arguments);
            var settings = ApiSettings.From(surroundings, asked);
            using var api = new ApiClient(settings, surroundings.Time);
            var answer = await DecideAsync(api, asked, TimeSpan.FromSeconds(arguments.GetValue(wait)), surroundings.Time, ct);
            var findings = await ReportAsync(api, asked, answer, arguments.GetValue(attest), surroundings, ct);
            var page = RunPage.Of(settings.BaseAddress, asked, answer.RunId);
            GateReport.WriteEnd(surroundings.Out, answer, page);
            return ExitWith(answer, Write(() => outputs.Write(arguments, surroundings, answer, findings, page), surroundings));
        });
        return command;
    }

    /// <summary>Asks again while the run is open: its scan may go on in another job.</summary>
    private static async Task<GateAnswer> DecideAsync(ApiClient api, PipelineRun run, TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        for (var waited = TimeSpan.Zero; ;)
        {
            try
            {
                return await api.DecideGateAsync(run.ProjectId, run.Id, ct);
            }
            catch (CommandFailure open) when (open.Code is "run-open" && waited < longest)
            {
                var wait = longest - waited < Between ? longest - waited : Between;
                await Task.Delay(wait, time, ct);
                waited += wait;
            }
        }
    }

    /// <returns>The findings of the run, unless they could not be read.</returns>
    private static async Task<RunFinding[]?> ReportAsync(
        ApiClient api, PipelineRun run, GateAnswer answer, string? attest, Surroundings surroundings, CancellationToken ct)
    {
        if (attest is not null)
            await WriteAsync(Path.Combine(surroundings.CurrentDirectory, attest), answer, ct);
        RunFinding[]? findings = null;
        try
        {
            findings = await api.FindingsOfRunAsync(run.ProjectId, run.Id, ct);
            GateReport.Write(surroundings.Out, findings);
            Annotations.Write(surroundings, findings);
        }
        catch (CommandFailure unexplained)
        {
            // The decision stands without the places of its findings.
            surroundings.Error.WriteLine($"warning: {unexplained.Message}");
        }
        GateReport.Write(surroundings.Out, answer);
        return findings;
    }

    /// <summary>What blocks, blocks, whatever became of the files.</summary>
    private static int ExitWith(GateAnswer answer, bool written) =>
        answer.Blocked ? ExitCode.GateBlocked : written ? ExitCode.Fine : ExitCode.Failed;

    private static bool Write(Func<bool> write, Surroundings surroundings)
    {
        try
        {
            return write();
        }
        catch (CommandFailure unwritten)
        {
            surroundings.Error.WriteLine("error: " + OneLine.Of(unwritten.Message, 500));
            return false;
        }
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

using System.CommandLine;
using System.Text;
using SecureObs.Cli.Api;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

/// <summary>Takes in reports that other tools, or other jobs, have written. docs/import.md</summary>
internal static class ImportCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var check = new Option<bool>("--check") { Description = "Read the reports and count what is in them. Needs no key, no run and no server." };
        var json = new Option<bool>("--json") { Description = "Write the counts as JSON." };
        var noSnippets = new Option<bool>("--no-snippets") { Description = "Send no lines of code with the findings." };
        var files = new Argument<string[]>("file") { Description = "Reports: SARIF, or what a known tool writes as JSON.", Arity = ArgumentArity.OneOrMore };
        var (run, place, reading) = (new RunOptions(unless: check), new PlaceOptions("The directory that was scanned."), new ImportOptions());

        var command = new Command("import", "Upload the findings of reports, whatever tool wrote them.") { files };
        run.AddTo(command);
        place.AddTo(command);
        reading.AddTo(command);
        command.Add(noSnippets);
        command.Add(check);
        command.Add(json);

        command.SetAction(async (arguments, ct) =>
        {
            var settings = arguments.GetValue(check) ? null : ApiSettings.From(surroundings, run.Read(arguments));
            var workspace = place.Workspace(arguments, surroundings);
            var import = reading.Read(arguments, arguments.GetRequiredValue(files), workspace, surroundings.CurrentDirectory);
            import.Check();
            Write(surroundings.Out, import, arguments.GetValue(json), arguments.GetValue(check));
            var exitCode = reading.ExitCodeOf(arguments, import);
            if (settings is null)
                return exitCode;

            using var api = new ApiClient(settings, surroundings.Time, surroundings.Error);
            // Beside JSON, what is said goes elsewhere.
            var talking = arguments.GetValue(json) ? surroundings with { Out = surroundings.Error } : surroundings;
            var opening = ScanCommand.Request(run.Read(arguments), place.Revision(arguments, workspace, surroundings));
            var sent = await SendAsync(api, import, run.Read(arguments), opening, !arguments.GetValue(noSnippets), place.Target(arguments), talking, ct);
            return Math.Max(exitCode, sent);
        });
        return command;
    }

    private static void Write(TextWriter output, ReportImport import, bool json, bool withCounts)
    {
        if (json)
        {
            using var bytes = new MemoryStream();
            CheckReport.WriteJson(bytes, import.Tallies);
            output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
            return;
        }
        foreach (var tally in import.Tallies)
        {
            CheckReport.Write(output, tally);
            if (withCounts)
                CheckReport.WriteCounts(output, tally);
        }
    }

    private static async Task<int> SendAsync(
        ApiClient api, ReportImport import, PipelineRun run, OpenRunRequest opening, bool snippets, string? target, Surroundings surroundings, CancellationToken ct)
    {
        _ = import.Scanners();
        var opened = await api.OpenRunAsync(run.ProjectId, opening, ct);
        var (delivery, hasher) = (new ApiDelivery(api, run, opened.RunId, new Progress(surroundings)), await api.SecretHasherAsync(run.ProjectId, ct));
        var rows = await import.SendAsync(delivery, key => new FindingRows(key, run.ProjectId, run.Id, hasher, snippets) { Target = target }, ct);
        await delivery.CloseAsync(new([.. rows.Select(row => ScanRow.Entry(row.Scanner, row.Result(row.Severities.Count, target)))]), ct);
        SummaryTable.Write(surroundings.Out, rows);
        return import.NotAllArrived ? ExitCode.Failed : ExitCode.Fine;
    }
}

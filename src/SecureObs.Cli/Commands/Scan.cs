using SecureObs.Cli.Api;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Reporting;
using SecureObs.Cli.Running;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

/// <summary>
/// One scan: runs each scanner, delivers what it found, says how each ended.
/// One scanner's trouble never keeps the next from running, except when the key is refused. What cannot be delivered is kept.
/// </summary>
/// <param name="template">The row of any finding, but for its scanner.</param>
/// <param name="infrastructure">The plan that is analysed with it.</param>
/// <param name="reports">Reports that are part of the run; their scanners are not run. Null without any.</param>
internal sealed class Scan(
    ScanStart start, ToolRunner runner, FindingRows template, UnsentFile unsent, Progress progress, Surroundings surroundings, Infrastructure infrastructure, ReportImport? reports = null)
{
    // What no result can be told of is in no manifest either.
    private const int LongestKey = 64;

    private readonly List<ScanRow> rows = [];
    private readonly List<RunManifestEntry> manifest = [];
    // The same as it will be when what is kept has been sent.
    private readonly List<RunManifestEntry> manifestOfKept = [];
    private int exitCode = ExitCode.Fine;

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var reported = reports?.Scanners() ?? [];
        try
        {
            foreach (var scanner in start.Scanners.Where(scanner => !string.IsNullOrWhiteSpace(scanner.Key) && !reported.Contains(scanner.Key)))
                await ScanWithAsync(scanner, ct);
            if (reports is not null)
                await SendReportsAsync(reports, ct);
            // After the findings, which are attached to its resources.
            if (await infrastructure.SendAsync(start.Delivery, ct) is var code and not ExitCode.Fine)
                exitCode = code;
            await CloseAsync(ct);
        }
        finally
        {
            if (start.Scanners.Count + reported.Count == 0)
                progress.Say("No scanners are active for this project.");
            else
                SummaryTable.Write(surroundings.Out, rows);
            SayWhatIsKept();
        }
        return exitCode;
    }

    // What cannot be sent of them is not kept: the reports are still there.
    private async Task SendReportsAsync(ReportImport import, CancellationToken ct)
    {
        var imported = await import.SendAsync(start.Delivery, key => template with { Scanner = key }, ct);
        rows.AddRange(imported);
        foreach (var row in imported)
        {
            Note(manifest, row.Scanner, row.Result(row.Severities.Count, template.Target));
            Note(manifestOfKept, row.Scanner, row.Result(row.Severities.Count, template.Target));
        }
        if (import.NotAllArrived)
            exitCode = ExitCode.Failed;
    }

    private async Task ScanWithAsync(ActiveScanner scanner, CancellationToken ct)
    {
        var key = scanner.Key;
        var outcome = AllDrivers.ByKey.TryGetValue(key, out var driver)
            ? await progress.WhileAsync($"{key}: scanning", () => runner.RunAsync(driver, start.Hasher, scanner.Config, ct))
            : new(null, "not installed: this version of the command has no driver for it; update it", null, TimeSpan.Zero) { IsSkipped = true };

        var row = new ScanRow(OneLine.Of(key, 60), outcome.Version, outcome.Duration, outcome.Failure) { IsSkipped = outcome.IsSkipped, ExitCode = outcome.ExitCode };
        var findings = outcome.Report?.Findings ?? [];
        var result = row.Result(findings.Count, template.Target) with { RulesDigest = outcome.RulesDigest };
        Note(manifestOfKept, key, result);
        try
        {
            if (outcome.Failure is null)
                row = row with { New = await DeliverAsync(start.Delivery, key, findings, ct), Severities = [.. findings.Select(finding => finding.Severity)] };
            // Only when all of it is there can be told what is new: code that moved is not.
            if (await start.Delivery.ResultAsync(key, result, ct) is { } counts)
                row = row with { New = counts.New };
        }
        catch (CommandFailure refused) when (start.Delivery is ApiDelivery)
        {
            row = row with { Failure = refused.Message };
            exitCode = refused.ExitCode;
            await DeliverAsync(unsent, key, findings, ct);
            await unsent.ResultAsync(key, result, ct);
            await TryReportAsync(key, row, ct);
            if (refused.ExitCode == ExitCode.Refused)
            {
                await unsent.CloseAsync(new(manifestOfKept), ct);
                throw;
            }
        }
        finally
        {
            rows.Add(row);
            Note(manifest, key, row.Result(findings.Count, template.Target));
        }
        Say(row, findings.Count, outcome.Report?.Warning);
    }

    private async Task<int> DeliverAsync(IDelivery delivery, string key, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var added = 0;
        foreach (var batch in FindingBatch.Of(findings, template with { Scanner = key }))
        {
            var result = await delivery.FindingsAsync(key, batch, ct);
            added += Math.Max(0, result.Ingested - result.Deduplicated);
        }
        return added;
    }

    private async Task CloseAsync(CancellationToken ct)
    {
        try
        {
            await start.Delivery.CloseAsync(new(manifest), ct);
        }
        catch (CommandFailure) when (start.Delivery is ApiDelivery)
        {
            await unsent.CloseAsync(new(manifestOfKept), ct);
            throw;
        }
        if (start.Delivery is ApiDelivery && unsent.Path is not null)
            await unsent.CloseAsync(new(manifestOfKept), ct);
    }

    // The failure that led here is what people need to see, not that it could not be told.
    private async Task TryReportAsync(string key, ScanRow row, CancellationToken ct)
    {
        try
        {
            await start.Delivery.ResultAsync(key, row.Result(0, template.Target), ct);
        }
        catch (CommandFailure)
        {
            progress.Say($"{row.Scanner}: the failure could not be reported to the API");
        }
    }

    private void Say(ScanRow row, int findings, string? warning)
    {
        progress.Say(row.Failure is null ? $"{row.Scanner}: {findings} findings, {row.New} new" : $"{row.Scanner}: {(row.IsSkipped ? "SKIPPED" : "ERROR")} {row.Failure}");
        if (warning is not null)
            progress.Say($"{row.Scanner}: {warning}");
    }

    private void SayWhatIsKept()
    {
        if (start.Delivery is EgressDirectory)
            progress.Say("Dry run: no findings were sent. egress.json lists the bodies.");
        if (unsent.Path is { } path)
            surroundings.Error.WriteLine(OneLine.Of($"warning: {unsent.Findings} findings are not sent. They are kept in {path}: secureobs upload {path}", 1000));
    }

    private static void Note(List<RunManifestEntry> manifest, string key, ReportScannerResultRequest result)
    {
        if (key.Length <= LongestKey)
            manifest.Add(ScanRow.Entry(key, result));
    }
}

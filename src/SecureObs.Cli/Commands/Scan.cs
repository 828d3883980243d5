using SecureObs.Cli.Api;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Reporting;
using SecureObs.Cli.Running;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Cli.Commands;

/// <summary>
/// One scan: asks which scanners are active, runs each, uploads what it found, says how each ended.
/// One scanner's trouble never keeps the next from running, except when the key is refused.
/// </summary>
internal sealed class Scan(ApiClient api, ToolRunner runner, PipelineRun run, Progress progress, TextWriter output)
{
    private readonly List<ScanRow> rows = [];
    private readonly List<RunManifestEntry> manifest = [];
    private int exitCode = ExitCode.Fine;
    private SecretHasher? hasher;

    public async Task<int> RunAsync(Revision revision, CancellationToken ct)
    {
        var scanners = await api.ActiveScannersAsync(run.ProjectId, ct);
        var opened = await api.OpenRunAsync(run.ProjectId, Request(revision), ct);
        hasher = await api.SecretHasherAsync(run.ProjectId, ct);
        try
        {
            foreach (var scanner in scanners.Where(scanner => !string.IsNullOrWhiteSpace(scanner.Key)))
                await ScanWithAsync(scanner, opened.RunId, ct);
            await api.CloseRunAsync(run.ProjectId, opened.RunId, new(manifest), ct);
        }
        finally
        {
            if (scanners.Length == 0)
                progress.Say("No scanners are active for this project.");
            else
                SummaryTable.Write(output, rows);
        }
        return exitCode;
    }

    private async Task ScanWithAsync(ActiveScanner scanner, Guid runId, CancellationToken ct)
    {
        var key = scanner.Key;
        var outcome = AllDrivers.ByKey.TryGetValue(key, out var driver)
            ? await progress.WhileAsync($"{key}: scanning", () => runner.RunAsync(driver, hasher, scanner.Config, ct))
            : new(null, "not installed: this version of the command has no driver for it; update it", null, TimeSpan.Zero);

        var row = new ScanRow(OneLine.Of(key, 60), outcome.Version, outcome.Duration, outcome.Failure);
        var findings = outcome.Report?.Findings ?? [];
        try
        {
            if (outcome.Failure is null)
                row = row with { New = await UploadAsync(key, findings, ct), Severities = [.. findings.Select(finding => finding.Severity)] };
            // Only when all of it is there can be told what is new: code that moved is not.
            if (await api.ReportResultAsync(run.ProjectId, runId, key, Result(row, findings.Count) with { RulesDigest = outcome.RulesDigest }, ct) is { } counts)
                row = row with { New = counts.New };
        }
        catch (CommandFailure refused)
        {
            row = row with { Failure = refused.Message };
            exitCode = refused.ExitCode;
            await TryReportAsync(key, runId, row, ct);
            if (refused.ExitCode == ExitCode.Refused)
                throw;
        }
        finally
        {
            rows.Add(row);
            var result = Result(row, findings.Count);
            if (key.Length <= LongestKey)
                manifest.Add(new(key, result.Status, result.Findings));
        }
        Say(row, findings.Count, outcome.Report?.Warning);
    }

    // What no result can be told of is in no manifest either.
    private const int LongestKey = 64;

    private async Task<int> UploadAsync(string key, IReadOnlyList<Finding> findings, CancellationToken ct)
    {
        var added = 0;
        foreach (var batch in FindingBatch.Of(findings, new FindingRows(key, run.ProjectId, run.Id, hasher)))
        {
            var result = await api.UploadAsync(batch, key, ct);
            added += Math.Max(0, result.Ingested - result.Deduplicated);
        }
        return added;
    }

    // The failure that led here is what people need to see, not that it could not be told.
    private async Task TryReportAsync(string key, Guid runId, ScanRow row, CancellationToken ct)
    {
        try
        {
            await api.ReportResultAsync(run.ProjectId, runId, key, Result(row, 0), ct);
        }
        catch (CommandFailure)
        {
            progress.Say($"{row.Scanner}: the failure could not be reported to the API");
        }
    }

    private void Say(ScanRow row, int findings, string? warning)
    {
        progress.Say(row.Failure is null ? $"{row.Scanner}: {findings} findings, {row.New} new" : $"{row.Scanner}: ERROR {row.Failure}");
        if (warning is not null)
            progress.Say($"{row.Scanner}: {warning}");
    }

    private OpenRunRequest Request(Revision revision) => new(run.Id, Short(revision.Branch, 256), Short(revision.Commit, 64), revision.PullRequest,
        DefaultBranch: Short(revision.DefaultBranch, 256));

    private static ReportScannerResultRequest Result(ScanRow row, int findings) => new(
        row.Failure is null ? ScannerStatus.Completed : ScannerStatus.Failed,
        Short(row.Version, 100),
        row.Failure is null ? findings : 0,
        (long)row.Duration.TotalMilliseconds,
        row.Failure);

    private static string? Short(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > longest ? trimmed[..longest] : text.Trim();
}

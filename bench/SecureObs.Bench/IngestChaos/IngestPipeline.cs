using SecureObs.Bench.Speed.Ingest;
using SecureObs.Cli;
using SecureObs.Cli.Api;
using SecureObs.Contracts;

namespace SecureObs.Bench.IngestChaos;

/// <summary>
/// The pipeline of one branch: it scans again and again with the client of the command, retries and all. When that gives
/// up, somebody runs the pipeline again: the same run begins from its start.
/// </summary>
/// <param name="name">Of its runs.</param>
internal sealed class IngestPipeline(ApiSettings settings, Guid project, string branch, string name, Acknowledgements acknowledged)
{
    private const int Batches = 4;
    private const int RowsOfBatch = 150;
    private const int GoneEachRun = 40;
    private const int MostAttempts = 30;

    /// <summary>Ends with a whole run, so that nothing is in between when it is looked at.</summary>
    /// <exception cref="CommandFailure">A run did not get through, however often it began again.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var api = new ApiClient(settings, TimeProvider.System);
        for (var run = 0; !stop.IsCancellationRequested; run++)
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await ScanAsync(api, run);
                    break;
                }
                catch (CommandFailure) when (attempt < MostAttempts)
                {
                    acknowledged.AddGivenUp();
                }
            }
    }

    private async Task ScanAsync(ApiClient api, int run)
    {
        var id = $"{name}-{run}";
        var opened = await api.OpenRunAsync($"{project}", new(id, branch, DefaultBranch: "main"), default);
        for (var batch = 0; batch < Batches; batch++)
        {
            var rows = Rows(id, run, batch);
            await api.UploadAsync(new("findings/bulk-universal", rows.Count, ApiJson.Bytes(rows.ToArray())), Report.Scanner, default);
            acknowledged.AddBatch(project, rows.Select(row => row.RuleId));
        }
        var told = await api.ReportResultAsync($"{project}", opened.RunId, Report.Scanner, new(ScannerStatus.Completed, "1.0", Batches * RowsOfBatch), default);
        if (told is not { Findings: Batches * RowsOfBatch })
            throw new InvalidOperationException($"{id}: {told}");
        await api.CloseRunAsync($"{project}", opened.RunId, new(), default);
        acknowledged.AddClosed(opened.RunId);
    }

    /// <summary>With every run some are gone, some are new, and all the others stand a line further down.</summary>
    private List<UniversalFinding> Rows(string id, int run, int batch)
    {
        var first = (run * GoneEachRun) + (batch * RowsOfBatch);
        return [.. Report.Rows(project, id, first, RowsOfBatch).Select((row, n) => row with { RuleId = $"R{first + n}", StartLine = row.StartLine + run, EndLine = row.EndLine + run })];
    }
}

using SecureObs.Cli.Api;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Delivery;

/// <summary>To the API, in a run that is open there. Says the digest of each body with findings, as a dry run does.</summary>
internal sealed class ApiDelivery(ApiClient api, PipelineRun run, Guid runId, Progress progress) : IDelivery
{
    public async Task<IngestResult> FindingsAsync(string scanner, FindingBatch batch, CancellationToken ct)
    {
        var result = await api.UploadAsync(batch, scanner, ct);
        progress.Say($"sent {batch}");
        return result;
    }

    public Task<ScannerResultCounts?> ResultAsync(string scanner, ReportScannerResultRequest result, CancellationToken ct) =>
        api.ReportResultAsync(run.ProjectId, runId, scanner, result, ct);

    public Task CloseAsync(CloseRunRequest manifest, CancellationToken ct) => api.CloseRunAsync(run.ProjectId, runId, manifest, ct);
}

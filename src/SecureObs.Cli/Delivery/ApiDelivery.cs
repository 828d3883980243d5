using SecureObs.Cli.Api;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Delivery;

/// <summary>To the API, in a run that is open there. Says the digest of each body with findings, as a dry run does, and that the API received it as such.</summary>
internal sealed class ApiDelivery(ApiClient api, PipelineRun run, Guid runId, Progress progress) : IDelivery
{
    public async Task<IngestResult> FindingsAsync(string scanner, FindingBatch batch, CancellationToken ct)
    {
        var result = await api.UploadAsync(batch, scanner, ct);
        if (result.Receipt is { } receipt && receipt != $"sha256:{batch.Digest}")
            throw new CommandFailure(ExitCode.Failed, OneLine.Of($"the API received something else than was sent of {scanner} ({receipt} in place of sha256:{batch.Digest}): something in between changes bodies"));
        progress.Say($"sent {batch}{(result.Receipt is null ? "" : ", received as such")}");
        return result;
    }

    public Task<ScannerResultCounts?> ResultAsync(string scanner, ReportScannerResultRequest result, CancellationToken ct) =>
        api.ReportResultAsync(run.ProjectId, runId, scanner, result, ct);

    public async Task<TopologyResult?> TopologyAsync(TerraformTopology topology, CancellationToken ct) => await api.SendTopologyAsync(topology, ct);

    public Task CloseAsync(CloseRunRequest manifest, CancellationToken ct) => api.CloseRunAsync(run.ProjectId, runId, manifest, ct);
}

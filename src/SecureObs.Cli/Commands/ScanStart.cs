using SecureObs.Cli.Api;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Cli.Commands;

/// <summary>What a scan begins with: which scanners run, and where goes what they find.</summary>
internal sealed record ScanStart(IReadOnlyList<ActiveScanner> Scanners, IDelivery Delivery, SecretHasher? Hasher)
{
    /// <summary>The API says which scanners run, and opens the run.</summary>
    public static async Task<ScanStart> OnlineAsync(ApiClient api, PipelineRun run, OpenRunRequest opening, Progress progress, CancellationToken ct)
    {
        var scanners = await api.ActiveScannersAsync(run.ProjectId, ct);
        var opened = await api.OpenRunAsync(run.ProjectId, opening, ct);
        return new(scanners, new ApiDelivery(api, run, opened.RunId, progress), await api.SecretHasherAsync(run.ProjectId, ct));
    }

    /// <summary>The API is asked what runs and for the key of hashes, as otherwise bodies would be others. It is told nothing.</summary>
    public static async Task<ScanStart> DryAsync(ApiClient api, PipelineRun run, OpenRunRequest opening, string directory, CancellationToken ct)
    {
        var delivery = new EgressDirectory(directory, run, opening);
        return new(await api.ActiveScannersAsync(run.ProjectId, ct), delivery, await api.SecretHasherAsync(run.ProjectId, ct));
    }

    /// <summary>The customer says which scanners run. Without the API there is no key: nothing is hashed.</summary>
    public static ScanStart Offline(IEnumerable<string> scanners, UnsentFile unsent) =>
        new([.. scanners.Distinct().Select(key => new ActiveScanner(key, null))], unsent, null);
}

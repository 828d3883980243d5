using SecureObs.Cli.Api;
using SecureObs.Contracts;

namespace SecureObs.Cli.Delivery;

/// <summary>Where what a scan has to say goes: to the API, into a file for later, or into a directory to be looked at.</summary>
internal interface IDelivery
{
    /// <exception cref="CommandFailure">They did not arrive.</exception>
    Task<IngestResult> FindingsAsync(string scanner, FindingBatch batch, CancellationToken ct);

    /// <returns>Null of a failed result, and where nobody counts.</returns>
    /// <exception cref="CommandFailure">It did not arrive.</exception>
    Task<ScannerResultCounts?> ResultAsync(string scanner, ReportScannerResultRequest result, CancellationToken ct);

    /// <returns>Null where nobody analyses.</returns>
    /// <exception cref="CommandFailure">It did not arrive.</exception>
    Task<TopologyResult?> TopologyAsync(TerraformTopology topology, CancellationToken ct);

    /// <exception cref="CommandFailure">It did not arrive.</exception>
    Task CloseAsync(CloseRunRequest manifest, CancellationToken ct);
}

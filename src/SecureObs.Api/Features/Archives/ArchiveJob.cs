using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;

namespace SecureObs.Api.Features.Archives;

/// <summary>Looks every few seconds for archives to write, in one process.</summary>
internal sealed class ArchiveJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, ArchiveRound round, ILogger<ArchiveJob> logger)
    : LeasedJob(doors, settings, metrics, "archives", TimeSpan.FromSeconds(3), logger)
{
    protected override Task RoundAsync(CancellationToken ct) => round.RunAsync(ct);
}

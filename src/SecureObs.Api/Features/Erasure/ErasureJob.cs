using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;

namespace SecureObs.Api.Features.Erasure;

/// <summary>Erases in one process, again and again.</summary>
internal sealed class ErasureJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, ErasureRound round, ILogger<ErasureJob> logger)
    : LeasedJob(doors, settings, metrics, "erasure", TimeSpan.FromSeconds(10), logger)
{
    protected override Task RoundAsync(CancellationToken ct) => round.RunAsync(ct);
}

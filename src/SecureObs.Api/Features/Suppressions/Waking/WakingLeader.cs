using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;

namespace SecureObs.Api.Features.Suppressions.Waking;

/// <summary>Wakes every few seconds, in one process. Two for a moment do no harm: a suppression ends once.</summary>
internal sealed class WakingLeader(SealingDoors doors, JobSettings settings, JobMetrics metrics, WakingRound round, ILogger<WakingLeader> logger)
    : LeasedJob(doors, settings, metrics, "waking", TimeSpan.FromSeconds(5), logger)
{
    protected override Task RoundAsync(CancellationToken ct) => round.RunAsync(ct);
}

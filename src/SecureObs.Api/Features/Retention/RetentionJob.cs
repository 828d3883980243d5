using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;

namespace SecureObs.Api.Features.Retention;

/// <summary>Looks every half minute whose round is due, in one process.</summary>
internal sealed class RetentionJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, RetentionRound round, ILogger<RetentionJob> logger)
    : LeasedJob(doors, settings, metrics, "retention", TimeSpan.FromSeconds(30), logger)
{
    protected override Task RoundAsync(CancellationToken ct) => round.RunAsync(ct);
}

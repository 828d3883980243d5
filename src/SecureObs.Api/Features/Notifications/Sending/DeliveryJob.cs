using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;

namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>Sends every few seconds, in one process. Two for a moment do no harm: a channel is taken by one of them.</summary>
internal sealed class DeliveryJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, DeliveryRound round, ILogger<DeliveryJob> logger)
    : LeasedJob(doors, settings, metrics, "notifications", TimeSpan.FromSeconds(5), logger)
{
    protected override Task RoundAsync(CancellationToken ct) => round.RunAsync(ct);
}

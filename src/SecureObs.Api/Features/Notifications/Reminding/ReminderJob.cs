using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;

namespace SecureObs.Api.Features.Notifications.Reminding;

/// <summary>Looks at each tenant every hour, in one process. What it finds twice is told once.</summary>
internal sealed class ReminderJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, ReminderRound round, ILogger<ReminderJob> logger)
    : LeasedJob(doors, settings, metrics, "reminders", TimeSpan.FromMinutes(10), logger)
{
    protected override Task RoundAsync(CancellationToken ct) => round.RunAsync(ct);
}

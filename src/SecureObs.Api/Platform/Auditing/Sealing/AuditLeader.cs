using SecureObs.Api.Platform.Auditing.Checkpoints;

namespace SecureObs.Api.Platform.Auditing.Sealing;

/// <summary>
/// Seals every second in the one process that holds the lease. When a lease runs out unnoticed and two lead for a moment,
/// the key of the blocks makes them collide, never fork.
/// </summary>
internal sealed class AuditLeader(
    SealingDoors doors, SealingRound round, CheckpointSender checkpoints, AuditMetrics metrics, TimeProvider clock, ILogger<AuditLeader> logger)
    : BackgroundService
{
    private const string Lease = "audit";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewAfter = TimeSpan.FromSeconds(5);

    private readonly Guid holder = Guid.NewGuid();
    private DateTimeOffset askAgain = DateTimeOffset.MinValue;
    private bool leads;
    private bool pastIsSealed;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!leads)
            return;
        try
        {
            await round.RunAsync(cancellationToken);
            await checkpoints.SendDueAsync(atOnce: true, cancellationToken);
            await doors.TakeLeaseAsync(Lease, holder, TimeSpan.Zero, cancellationToken);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The last entries were not sealed at the end; the next process does it.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await OnceAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                metrics.SealingFailed();
                logger.LogWarning(exception, "Sealing the audit trail failed; it is tried again.");
            }
            catch (Exception)
            {
                return;
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private async Task OnceAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() >= askAgain)
        {
            leads = await doors.TakeLeaseAsync(Lease, holder, LeaseLength, ct);
            checkpoints.Leads = leads;
            askAgain = clock.GetUtcNow() + RenewAfter;
        }
        if (!leads)
            return;
        if (!pastIsSealed)
        {
            await round.RunPastEpochsAsync(ct);
            pastIsSealed = true;
        }
        await round.RunAsync(ct);
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

using SecureObs.Api.Platform.Auditing.Sealing;

namespace SecureObs.Api.Features.Suppressions.Waking;

/// <summary>
/// Wakes every few seconds, in the one process that holds the lease. Two for a moment do no harm: a suppression ends once.
/// </summary>
internal sealed class WakingLeader(SealingDoors doors, WakingRound round, ILogger<WakingLeader> logger) : BackgroundService
{
    private const string Lease = "waking";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    private readonly Guid holder = Guid.NewGuid();
    private bool leads;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                leads = await doors.TakeLeaseAsync(Lease, holder, LeaseLength, stoppingToken);
                if (leads)
                    await round.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(exception, "Suppressions whose date has come could not be ended; it is tried again.");
            }
            catch (Exception)
            {
                break;
            }
            await Task.WhenAny(Task.Delay(Pause, stoppingToken));
        }
        if (leads)
            await GiveBackAsync();
    }

    private async Task GiveBackAsync()
    {
        try
        {
            await doors.TakeLeaseAsync(Lease, holder, TimeSpan.Zero, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The lease of waking runs out by itself.");
        }
    }
}

using System.Diagnostics;
using SecureObs.Api.Platform.Auditing.Sealing;

namespace SecureObs.Api.Platform.Jobs;

/// <summary>
/// Work that one process does for all, again and again. It holds a lease, which it renews while it works; when the lease is
/// lost the work is stopped. Two for a moment must do no harm: every job is safe to repeat.
/// </summary>
/// <param name="lease">Its name: one process at a time holds it.</param>
/// <param name="pause">Between two rounds.</param>
internal abstract class LeasedJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, string lease, TimeSpan pause, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly Guid holder = Guid.NewGuid();
    private bool leads;

    /// <summary>Often enough that a renewal may fail twice.</summary>
    protected virtual TimeSpan RenewAfter => Length / 3;

    /// <summary>One round: everything that is due now.</summary>
    protected abstract Task RoundAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !settings.Off.Contains(lease))
        {
            try
            {
                if (leads = await TakeAsync(stoppingToken))
                    await WorkAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                metrics.Failed(lease);
                logger.LogWarning(exception, "The job {Lease} failed; it is tried again.", lease);
            }
            catch (Exception)
            {
                break;
            }
            await Task.WhenAny(Task.Delay(pause, stoppingToken));
        }
        if (leads)
            await GiveBackAsync();
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var work = RoundAsync(lost.Token);
        while (await Task.WhenAny(work, Task.Delay(RenewAfter, stop)) != work)
        {
            if (!stop.IsCancellationRequested && (leads = await RenewedAsync(stop)))
                continue;
            await lost.CancelAsync();
            break;
        }
        await work;
        metrics.Ran(lease, clock.Elapsed);
    }

    /// <summary>The database may be away for a moment; somebody else takes the lease when it runs out.</summary>
    private async Task<bool> RenewedAsync(CancellationToken ct)
    {
        try
        {
            return await TakeAsync(ct);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested)
        {
            logger.LogWarning(exception, "The lease of {Lease} could not be renewed.", lease);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task<bool> TakeAsync(CancellationToken ct) => doors.TakeLeaseAsync(lease, holder, Length, ct);

    private async Task GiveBackAsync()
    {
        try
        {
            await doors.TakeLeaseAsync(lease, holder, TimeSpan.Zero, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The lease of {Lease} runs out by itself.", lease);
        }
    }
}

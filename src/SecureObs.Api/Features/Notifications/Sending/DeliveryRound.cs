using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>Sends what is due, of every tenant.</summary>
internal sealed class DeliveryRound(WakingDoor door, Deliverer deliverer, NotificationMetrics metrics, TimeProvider clock, ILogger<DeliveryRound> logger)
{
    /// <summary>Receivers that do not answer hold up a place for ten seconds each.</summary>
    private const int AtOnce = 32;

    /// <summary>Returns how many messages arrived. One tenant's failure does not hold up the others, nor one channel another.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (sent, due) = (0, new List<(int Turn, Guid Tenant, Guid Channel)>());
        var now = clock.GetUtcNow();
        foreach (var tenant in await door.TenantsToNotifyAsync(now, ct))
            await GuardAsync(tenant, async () => due.AddRange((await deliverer.DueAsync(tenant, ct)).Select((channel, turn) => (turn, tenant, channel))));
        // Everybody's first channel goes before anybody's second.
        await Parallel.ForEachAsync(due.OrderBy(each => each.Turn), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (each, stop) =>
            await GuardAsync(each.Tenant, async () =>
            {
                if (await deliverer.TellAsync(each.Tenant, each.Channel, stop))
                    Interlocked.Increment(ref sent);
            }));
        metrics.Waiting(await door.NotificationsWaitingAsync(ct), now);
        return sent;
    }

    private async Task GuardAsync(Guid tenant, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "Notifications of tenant {Tenant} could not be sent; it is tried again.", tenant);
        }
    }
}

using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>Sends what is due, of every tenant.</summary>
internal sealed class DeliveryRound(WakingDoor door, Deliverer deliverer, NotificationMetrics metrics, TimeProvider clock, ILogger<DeliveryRound> logger)
{
    private const int AtOnce = 8;

    /// <summary>Returns how many messages arrived. One tenant's failure does not hold up the others, nor one channel another.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var sent = 0;
        var now = clock.GetUtcNow();
        await Parallel.ForEachAsync(await door.TenantsToNotifyAsync(now, ct), Options(ct), async (tenant, stop) =>
            await GuardAsync(tenant, async () =>
            {
                foreach (var channel in await deliverer.DueAsync(tenant, stop))
                    await GuardAsync(tenant, async () =>
                    {
                        if (await deliverer.TellAsync(tenant, channel, stop))
                            Interlocked.Increment(ref sent);
                    });
            }));
        metrics.Waiting(await door.NotificationsWaitingAsync(ct), now);
        return sent;
    }

    private static ParallelOptions Options(CancellationToken ct) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };

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

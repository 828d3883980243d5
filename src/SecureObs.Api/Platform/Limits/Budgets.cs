using System.Threading.RateLimiting;

namespace SecureObs.Api.Platform.Limits;

/// <summary>What callers of one kind have left: a token bucket for each. One that is full again takes no memory.</summary>
internal sealed class Budget<TCaller>(Limit limit) : IDisposable where TCaller : notnull
{
    private readonly PartitionedRateLimiter<TCaller> buckets = PartitionedRateLimiter.Create<TCaller, TCaller>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => new()
        {
            TokenLimit = limit.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1.0 / limit.PerMinute),
        }));

    /// <summary>Takes one, or says how long to wait for it.</summary>
    public TimeSpan? Take(TCaller caller)
    {
        using var lease = buckets.AttemptAcquire(caller);
        return lease.IsAcquired ? null : Wait(lease);
    }

    /// <summary>
    /// Says how long to wait when there is none. Asking for none of them would not do: a part of a permit, which fills in at
    /// once, is enough for that.
    /// </summary>
    public TimeSpan? Look(TCaller caller) => buckets.GetStatistics(caller) is { CurrentAvailablePermits: > 0 } ? null : Take(caller);

    public void Dispose() => buckets.Dispose();

    private static TimeSpan Wait(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
}

/// <summary>All budgets of this node.</summary>
internal sealed class Budgets(LimitsSettings settings) : IDisposable
{
    public Budget<Guid> ApiKeys { get; } = new(settings.ApiKey);
    public Budget<(Guid Directory, Guid Object)> People { get; } = new(settings.Person);
    public Budget<int> Anonymous { get; } = new(settings.Anonymous);
    public Budget<int> FailedSignIns { get; } = new(settings.FailedSignIn);
    public AddressCell Cells { get; } = new();

    public void Dispose()
    {
        ApiKeys.Dispose();
        People.Dispose();
        Anonymous.Dispose();
        FailedSignIns.Dispose();
    }
}

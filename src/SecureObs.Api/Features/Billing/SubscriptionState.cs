using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Transport;
using Stripe;

namespace SecureObs.Api.Features.Billing;

/// <summary>What a tenant has bought, as Stripe's object says it; the whole is nothing when nothing was bought.</summary>
/// <param name="PeriodEndsAt">When what was paid for ends, or the subscription does.</param>
internal sealed record SubscriptionState(string? Subscription, short? Status, string? Price, DateTime? PeriodEndsAt, bool EndsAtPeriodEnd)
{
    public static readonly SubscriptionState Nothing = new(null, null, null, null, false);

    public SubscriptionStatus? Stands => (SubscriptionStatus?)Status;

    /// <summary>Whether another one must not be sold beside it: it is paid for, or will be again.</summary>
    public bool IsRunning => TenantPlan.Holds(Stands) || Stands is SubscriptionStatus.Unpaid or SubscriptionStatus.Paused;

    /// <summary>Of several the one that holds, of those the newest.</summary>
    /// <param name="subscriptions">Null of a customer who is gone.</param>
    public static SubscriptionState Of(List<Subscription>? subscriptions, PlanCatalogue catalogue) => (subscriptions ?? [])
        .Select(subscription => (subscription.Created, State: Of(subscription, catalogue)))
        .Where(each => each.State is not null)
        .OrderByDescending(each => TenantPlan.Holds(each.State!.Stands)).ThenByDescending(each => each.State!.IsRunning).ThenByDescending(each => each.Created)
        .Select(each => each.State).FirstOrDefault() ?? Nothing;

    /// <summary>Null in a state that this version does not know: it holds nothing.</summary>
    private static SubscriptionState? Of(Subscription subscription, PlanCatalogue catalogue)
    {
        if (WireWords<SubscriptionStatus>.Parse([subscription.Status]) is not [var status])
            return null;
        var items = subscription.Items?.Data ?? [];
        var item = items.Find(each => each.Price?.Id is { } price && catalogue.OfPrice(price) is not null) ?? items.FirstOrDefault();
        return new(subscription.Id, status, item?.Price?.Id, subscription.CancelAt?.ToUniversalTime() ?? Time(item?.CurrentPeriodEnd),
            subscription.CancelAtPeriodEnd || subscription.CancelAt is not null);
    }

    private static DateTime? Time(DateTime? time) => time > DateTime.UnixEpoch ? time.Value.ToUniversalTime() : null;
}

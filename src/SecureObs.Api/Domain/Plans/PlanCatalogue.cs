namespace SecureObs.Api.Domain.Plans;

/// <summary>The plans of this installation, in ascending order.</summary>
/// <param name="plans">At least one; the first is what an organisation has without a subscription.</param>
/// <param name="gracePercent">How far findings may go over their limit before new ones are refused.</param>
internal sealed class PlanCatalogue(IReadOnlyList<Plan> plans, int gracePercent)
{
    /// <summary>Who says nothing about plans has one without limits.</summary>
    public static readonly PlanCatalogue SelfHosted = new([new Plan("self-hosted", "Self-hosted", null, null, null, null, null)], 0);

    public IReadOnlyList<Plan> Plans => plans;

    public Plan Default => plans[0];

    /// <summary>Whether any plan can be bought: else there is no subscription to look for.</summary>
    public bool Sells { get; } = plans.Any(plan => plan.PriceId is not null);

    public Plan? Find(string key) => plans.FirstOrDefault(plan => plan.Key == key);

    /// <summary>Null when no plan has this price any more.</summary>
    public Plan? OfPrice(string price) => plans.FirstOrDefault(plan => plan.PriceId == price);

    /// <summary>Up to so many findings everything is stored.</summary>
    public long WithGrace(int findings) => findings + (long)findings * gracePercent / 100;
}

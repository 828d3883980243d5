using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Plans;

/// <summary>The plan that holds for a tenant now.</summary>
internal sealed class TenantPlan(PlanCatalogue catalogue)
{
    private sealed record Bought(short? Status, string? Price);

    /// <summary>The plan of the tenant's subscription while that is trialing, active or past due; the default one else.</summary>
    public async Task<Plan> OfAsync(TenantTransaction tx, CancellationToken ct)
    {
        if (!catalogue.Sells)
            return catalogue.Default;
        var bought = await tx.FirstAsync<Bought>($"select status, price from app.subscriptions where tenant_id = {tx.TenantId}", ct);
        return Of((SubscriptionStatus?)bought?.Status, bought?.Price);
    }

    public Plan Of(SubscriptionStatus? status, string? price) =>
        Holds(status) && price is not null && catalogue.OfPrice(price) is { } plan ? plan : catalogue.Default;

    /// <summary>Whether what was bought holds in this state.</summary>
    public static bool Holds(SubscriptionStatus? status) => status is SubscriptionStatus.Trialing or SubscriptionStatus.Active or SubscriptionStatus.PastDue;
}

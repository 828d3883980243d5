using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Billing;

public sealed record PlanName(string Key, string Name);

/// <summary>Null is no limit.</summary>
public sealed record PlanLimitNumbers(int? Projects, int? Members, int? Findings, int? RetentionDays);

/// <param name="PeriodEndsAt">When what was paid for ends.</param>
/// <param name="EndsAtPeriodEnd">Whether the subscription ends then, too.</param>
public sealed record PlanSubscription(SubscriptionStatus Status, DateTime? PeriodEndsAt, bool EndsAtPeriodEnd);

/// <param name="CanBuy">Whether an owner can go to the checkout with it now. Who has a subscription changes it in the portal.</param>
public sealed record PlanOffer(string Key, string Name, int? Projects, int? Members, int? Findings, int? RetentionDays, bool Current, bool CanBuy);

/// <param name="Enabled">Whether plans are sold here at all.</param>
/// <param name="Plans">In ascending order.</param>
public sealed record PlanBilling(bool Enabled, IReadOnlyList<PlanOffer> Plans);

/// <param name="Subscription">Null when nothing was ever bought.</param>
public sealed record TenantPlanAnswer(PlanName Plan, PlanLimitNumbers Limits, PlanUsage Usage, PlanSubscription? Subscription, PlanBilling Billing);

internal static class GetPlan
{
    private sealed record Row(string? Subscription, short? Status, string? Price, DateTime? PeriodEndsAt, bool EndsAtPeriodEnd);

    public static void MapGetPlan(this IEndpointRouteBuilder tenant) => tenant
        .MapGet("/plan", Handle)
        .RequireAuthorization(Rules.Member)
        .WithSummary("The plan of an organisation: its limits, what of them is used, and what there is to buy");

    private static Task<Ok<TenantPlanAnswer>> Handle(TenantDb db, TenantPlan plans, PlanCatalogue catalogue, Billing billing, CancellationToken ct) =>
        db.ReadAsync(async tx =>
        {
            var row = await tx.FirstAsync<Row>($"""
                select subscription, status, price, period_ends_at, ends_at_period_end from app.subscriptions where tenant_id = {tx.TenantId}
                """, ct);
            var state = row is null ? SubscriptionState.Nothing : new(row.Subscription, row.Status, row.Price, row.PeriodEndsAt, row.EndsAtPeriodEnd);
            var plan = plans.Of(state.Stands, state.Price);
            var isSold = billing.Stripe is not null && catalogue.Sells;
            return TypedResults.Ok(new TenantPlanAnswer(
                new(plan.Key, plan.Name), new(plan.Projects, plan.Members, plan.Findings, plan.RetentionDays), await PlanUsage.OfAsync(tx, ct),
                state.Stands is { } status ? new(status, state.PeriodEndsAt, state.EndsAtPeriodEnd) : null,
                new(isSold, [.. catalogue.Plans.Select(each => new PlanOffer(each.Key, each.Name, each.Projects, each.Members, each.Findings, each.RetentionDays,
                    each == plan, isSold && each.PriceId is not null && each != plan && !state.IsRunning))])));
        }, ct);
}

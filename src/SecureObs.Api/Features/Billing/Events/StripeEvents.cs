using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Billing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Billing.Events;

/// <summary>
/// Does what an event asks for: Stripe's object is fetched, and the newest question's answer is what is stored. So events
/// may come in any order, twice, and many at once, and what they say is believed by nobody.
/// </summary>
internal sealed class StripeEvents(
    StripeApi stripe, StripeEventDoor door, TenantTransactions transactions, PlanCatalogue catalogue, TenantPlan plans, TimeProvider clock, ILogger<StripeEvents> logger)
{
    private sealed record Stored(string? Subscription, short? Status, string? Price, DateTime? PeriodEndsAt, bool EndsAtPeriodEnd, long Applied)
    {
        public SubscriptionState State => new(Subscription, Status, Price, PeriodEndsAt, EndsAtPeriodEnd);
    }

    /// <exception cref="StripeAwayException">Nothing was noted: when the event comes again, it is new.</exception>
    public async Task HandleAsync(StripeEventNote note, CancellationToken ct)
    {
        var (heard, tenant) = await door.LookUpAsync(note, ct);
        if (heard)
            return;
        if (tenant is not { } known || note.Customer is not { } customer || !StripeEvent.Matters(note.Type))
        {
            await door.HearAsync(note, ct);
            return;
        }
        // The number comes before the answer: an answer to an earlier question is no newer than ours.
        var asked = await transactions.RunAsync(known, tx => tx.FirstAsync<long>($"""
            update app.subscriptions set asked = asked + 1 where tenant_id = {tx.TenantId} and customer = {customer} returning asked
            """, ct), ct);
        var now = SubscriptionState.Of(await stripe.SubscriptionsAsync(customer, ct), catalogue);
        if (TenantPlan.Holds(now.Stands) && (now.Price is null || catalogue.OfPrice(now.Price) is null))
            logger.LogWarning("Tenant {Tenant} has a subscription whose price is of no plan here: {Price}. It keeps the plan {Plan}.", known, now.Price, catalogue.Default.Key);
        var entry = AuditEntryKey.New(clock);
        await transactions.RunAsync(known, async tx =>
        {
            await ApplyAsync(tx, note, asked, now, entry, ct);
            await door.HearAsync(tx, note, ct);
            return true;
        }, ct);
    }

    private async Task ApplyAsync(TenantTransaction tx, StripeEventNote note, long asked, SubscriptionState now, AuditEntryKey entry, CancellationToken ct)
    {
        var stored = await tx.FirstAsync<Stored>($"""
            select subscription, status, price, period_ends_at, ends_at_period_end, applied
            from app.subscriptions where tenant_id = {tx.TenantId} for no key update
            """, ct);
        // A later answer is there already, or the customer was replaced meanwhile, which counts as one.
        if (stored is null || stored.Applied >= asked)
            return;
        await tx.ExecuteAsync($"""
            update app.subscriptions set subscription = {now.Subscription}::text, status = {now.Status}::smallint, price = {now.Price}::text,
                period_ends_at = {now.PeriodEndsAt}::timestamptz, ends_at_period_end = {now.EndsAtPeriodEnd}, applied = {asked}, changed_at = {clock.GetUtcNow()}
            where tenant_id = {tx.TenantId}
            """, ct);
        var before = stored.State;
        var (planBefore, planNow) = (plans.Of(before.Stands, before.Price), plans.Of(now.Stands, now.Price));
        if ((planBefore, before.Status, before.EndsAtPeriodEnd) == (planNow, now.Status, now.EndsAtPeriodEnd))
            return;
        await AuditTrail.WriteManyAsync(tx, [new ReadEntry(tx.TenantId, entry.Id, entry.At, ActorKind.System, Guid.Empty, AuditActions.SubscriptionChanged, tx.TenantId,
            new Dictionary<string, string?>
            {
                ["from"] = planBefore.Key,
                ["to"] = planNow.Key,
                ["statusBefore"] = Word(before.Stands),
                ["status"] = Word(now.Stands),
                ["ends"] = now.EndsAtPeriodEnd ? "true" : "false",
                ["event"] = note.Id,
            })], ct);
    }

    private static string Word(SubscriptionStatus? status) => status is { } known ? WireWords<SubscriptionStatus>.Of(known) : "none";
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Billing;

/// <summary>
/// The customer of a tenant stands in our table before anything can be bought with it: an event finds its tenant there and
/// nowhere else.
/// </summary>
internal sealed class Customers(TenantDb db, MemberLock members, AuditTrail audit, TimeProvider clock)
{
    private sealed record Row(string Customer);

    /// <summary>The one that is stored, for somebody who is an owner now.</summary>
    public Task<(string? Customer, ProblemHttpResult? Refusal)> FindAsync(CancellationToken ct) =>
        db.TransactAsync<(string?, ProblemHttpResult?)>(async tx => MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal
            ? (null, refusal)
            : ((await tx.FirstAsync<Row>($"select customer from app.subscriptions where tenant_id = {tx.TenantId}", ct))?.Customer, null), ct);

    /// <summary>Stores the customer unless another is there, and notes what the owner set out to do.</summary>
    /// <param name="before">The one that it takes the place of, because Stripe has it no more.</param>
    /// <returns>The one that is stored now.</returns>
    public Task<string> KeepAsync(string customer, string? before, AuditEntryKey entry, string action, IReadOnlyDictionary<string, string?> data, CancellationToken ct) =>
        db.TransactAsync(async tx =>
        {
            var now = clock.GetUtcNow();
            if (before is null)
                await tx.ExecuteAsync($"""
                    insert into app.subscriptions (tenant_id, customer, created_at, changed_at) values ({tx.TenantId}, {customer}, {now}, {now})
                    on conflict on constraint subscriptions_pk do nothing
                    """, ct);
            else if (before != customer)
                // What is being asked about the customer before comes too late.
                await tx.ExecuteAsync($"""
                    update app.subscriptions set customer = {customer}, subscription = null, status = null, price = null, period_ends_at = null,
                        ends_at_period_end = false, asked = asked + 1, applied = asked + 1, changed_at = {now}
                    where tenant_id = {tx.TenantId} and customer = {before}
                    """, ct);
            await audit.WriteAsync(tx, entry, action, tx.TenantId, data, ct);
            return (await tx.FirstAsync<Row>($"select customer from app.subscriptions where tenant_id = {tx.TenantId}", ct))!.Customer;
        }, ct);
}

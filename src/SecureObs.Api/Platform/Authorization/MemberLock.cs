using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Authorization;

/// <summary>
/// Changes of members, and everything that gives somebody a way in, happen one at a time in a tenant and by somebody
/// who has the role then: the rule of the endpoint was asked before the transaction began, and the role may be gone.
/// </summary>
internal sealed class MemberLock(Caller caller)
{
    /// <summary>Held until the transaction ends.</summary>
    public static Task TakeAsync(TenantTransaction tx, CancellationToken ct) =>
        tx.ExecuteAsync($"select true from app.tenants where id = {tx.TenantId} for no key update", ct);

    /// <summary>Takes the lock and asks for the caller's role again; null when the caller is no member any more.</summary>
    public async Task<TenantRole?> TakeAndAskAsync(TenantTransaction tx, CancellationToken ct)
    {
        await TakeAsync(tx, ct);
        // A statement of its own: it sees what others committed while this one waited.
        return (TenantRole?)await tx.FirstAsync<short?>($"""
            select role from app.memberships where tenant_id = {tx.TenantId} and actor_id = {caller.ActorId}
            """, ct);
    }

    /// <summary>What the rule of the endpoint would have answered now, or null when it lets the caller in.</summary>
    public static ProblemHttpResult? Refusal(TenantRole? now, TenantRole least) =>
        now is null ? Problems.NotFound()
        : now < least ? Problems.RoleMissing(least.ToString().ToLowerInvariant())
        : null;
}

using Microsoft.AspNetCore.Authorization;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Authorization;

internal sealed record TenantRoleRequirement(TenantRole Least) : IAuthorizationRequirement;

/// <summary>
/// Lets a person into the tenant of the route when a membership says so, before the endpoint does anything. A stranger
/// is told the same as for a tenant that does not exist.
/// </summary>
internal sealed class TenantRoleHandler(
    TenantTransactions transactions, PersonVisit visit, Caller caller, ReadTrail reads) : AuthorizationHandler<TenantRoleRequirement>
{
    private sealed record Membership(Guid ActorId, short Role, DateTime? DeleteAfter, DateTime? ErasingAt);

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, TenantRoleRequirement requirement)
    {
        // A token that failed the rules before this one gets no look at the database.
        if (context.Resource is not HttpContext http || !context.User.IsPerson() || context.User.PersonIdentity() is not { } identity)
            return;
        if (!Guid.TryParse(http.Request.RouteValues["tenantId"] as string, out var tenantId)
            || await FindAsync(tenantId, await visit.PersonIdAsync(context.User, identity, http.RequestAborted), http.RequestAborted) is not { ErasingAt: null } membership)
        {
            context.Fail(new AuthorizationFailureReason(this, RefusalHandler.LooksAbsent));
            return;
        }
        if (membership.Role < (short)requirement.Least)
        {
            NoteRefusal(http, tenantId, membership.ActorId, requirement.Least);
            context.Fail(new AuthorizationFailureReason(this, RefusalHandler.NeedsRole + requirement.Least));
            return;
        }
        if (membership.DeleteAfter is { } end && http.GetEndpoint()?.Metadata.GetMetadata<OpenWhileEnding>() is null)
        {
            context.Fail(new AuthorizationFailureReason(this, $"{RefusalHandler.TenantEnds}{end:yyyy-MM-dd HH:mm}"));
            return;
        }
        caller.EnterAsMember(tenantId, membership.ActorId);
        context.Succeed(requirement);
    }

    private void NoteRefusal(HttpContext http, Guid tenant, Guid actor, TenantRole needs) =>
        reads.NoteRefusal(tenant, actor, AuditActions.RoleMissing, new Dictionary<string, string?>
        {
            ["needs"] = needs.ToString().ToLowerInvariant(),
            ["endpoint"] = $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}",
        });

    private Task<Membership?> FindAsync(Guid tenantId, Guid personId, CancellationToken ct) =>
        transactions.ReadAsync(tenantId, tx => tx.FirstAsync<Membership>($"""
            select m.actor_id, m.role, t.delete_after, t.erasing_at
            from app.memberships m join app.tenants t on t.id = {tx.TenantId}
            where m.tenant_id = {tx.TenantId} and m.person_id = {personId}
            """, ct), ct);
}

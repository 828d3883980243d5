using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Members;

internal enum MemberVerdict
{
    Allowed,
    OwnerNeeded,
    LastOwner,
}

/// <summary>Who may change whom. The caller is an admin or owner; somebody who leaves changes only that.</summary>
internal static class MemberRule
{
    /// <param name="to">The new role, or null to end the membership.</param>
    /// <param name="owners">How many owners there are before the change.</param>
    public static MemberVerdict For(TenantRole caller, TenantRole from, TenantRole? to, long owners) =>
        caller != TenantRole.Owner && (from == TenantRole.Owner || to == TenantRole.Owner) ? MemberVerdict.OwnerNeeded
        : from == TenantRole.Owner && to != TenantRole.Owner && owners <= 1 ? MemberVerdict.LastOwner
        : MemberVerdict.Allowed;

    /// <summary>As above, asked under the lock of members, which keeps the answer true until the transaction ends.</summary>
    public static async Task<ProblemHttpResult?> RefusalAsync(
        TenantTransaction tx, TenantRole caller, TenantRole from, TenantRole? to, CancellationToken ct)
    {
        var owners = await tx.FirstAsync<long>($"""
            select count(*) from app.memberships where tenant_id = {tx.TenantId} and role = {TenantRole.Owner}
            """, ct);
        return For(caller, from, to, owners) switch
        {
            MemberVerdict.OwnerNeeded => Problems.OwnerNeeded(),
            MemberVerdict.LastOwner => Problems.LastOwner(),
            _ => null,
        };
    }
}

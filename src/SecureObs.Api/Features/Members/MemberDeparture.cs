using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Members;

/// <summary>What is left of somebody who is no member any more.</summary>
/// <param name="ActiveApiKeys">Keys that they made and that still work: keys belong to the organisation. Revoke what they may have kept.</param>
/// <param name="RevokedInvitations">Invitations of theirs that nobody can accept any more.</param>
public sealed record MemberDeparted(long ActiveApiKeys, int RevokedInvitations);

/// <summary>Ends a membership; who it was stays known to histories.</summary>
internal sealed class MemberDeparture(Caller caller, OpenInvitations invitations, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Whether this member is gone already: ending a membership twice is harmless.</summary>
    public static Task<bool> IsFormerAsync(TenantTransaction tx, Guid member, CancellationToken ct) => tx.FirstAsync<bool>($"""
        select true from app.former_members where tenant_id = {tx.TenantId} and actor_id = {member}
        """, ct);

    public async Task<MemberDeparted> RunAsync(TenantTransaction tx, Guid member, TenantRole role, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            insert into app.former_members (tenant_id, actor_id, person_id, left_at)
            select {tx.TenantId}, m.actor_id, m.person_id, {clock.GetUtcNow()}
            from app.memberships m where m.tenant_id = {tx.TenantId} and m.actor_id = {member}
            on conflict on constraint former_members_pk do nothing
            """, ct);
        // Nobody else can see or remove them.
        await tx.ExecuteAsync($"delete from app.finding_views where tenant_id = {tx.TenantId} and owner_id = {member}", ct);
        await ChannelRemoval.RunAsync(tx, member, ct);   // their digest, which is a channel with their id
        await tx.ExecuteAsync($"delete from app.memberships where tenant_id = {tx.TenantId} and actor_id = {member}", ct);
        await audit.WriteAsync(tx, member == caller.ActorId ? AuditActions.MemberLeft : AuditActions.MemberRemoved, member,
            new Dictionary<string, string?> { ["role"] = WireWords<RoleName>.Of((RoleName)role) }, ct);
        return await DescribeAsync(tx, member, await invitations.RevokeAllOfAsync(tx, member, ct), ct);
    }

    public async Task<MemberDeparted> DescribeAsync(TenantTransaction tx, Guid member, int revoked, CancellationToken ct) => new(
        await tx.FirstAsync<long>($"""
            select count(*) from app.api_keys
            where tenant_id = {tx.TenantId} and created_by = {member} and revoked_at is null
              and (expires_at is null or expires_at > {clock.GetUtcNow()})
            """, ct), revoked);
}

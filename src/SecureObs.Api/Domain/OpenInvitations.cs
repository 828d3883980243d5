using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Domain;

/// <summary>
/// Invitations that can still be accepted. They stand on the power of who made them: somebody about to be removed could
/// keep a link and come back by it.
/// </summary>
internal sealed class OpenInvitations(AuditTrail audit, TimeProvider clock)
{
    private sealed record Revoked(Guid Id, short Role);

    /// <summary>Revokes what this member made, and returns how many that were.</summary>
    public async Task<int> RevokeAllOfAsync(TenantTransaction tx, Guid creator, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var revoked = await tx.QueryAsync<Revoked>($"""
            update app.invitations set revoked_at = {now}
            where tenant_id = {tx.TenantId} and created_by = {creator} and accepted_at is null and revoked_at is null and expires_at > {now}
            returning id, role
            """, ct);
        foreach (var invitation in revoked)
            await audit.WriteAsync(tx, AuditActions.InvitationRevoked, invitation.Id,
                new Dictionary<string, string?> { ["role"] = WireWords<RoleName>.Of((RoleName)invitation.Role) }, ct);
        return revoked.Count;
    }
}

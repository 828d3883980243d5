using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Invitations;

internal static class RevokeInvitation
{
    private sealed record Invitation(short Role, DateTime? RevokedAt, DateTime? AcceptedAt);

    public static void MapRevokeInvitation(this IEndpointRouteBuilder invitations) => invitations
        .MapDelete("/{invitationId:guid}", Handle)
        .WithSummary("Revoke an invitation; repeating it is harmless, and one that was accepted stays so")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid invitationId, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            // The same lock as accepting takes: one of the two comes first.
            await MemberLock.TakeAsync(tx, ct);
            var invitation = await tx.FirstAsync<Invitation>($"""
                select role, revoked_at, accepted_at from app.invitations where tenant_id = {tx.TenantId} and id = {invitationId}
                """, ct);
            if (invitation is null)
                return Problems.NotFound();
            if (invitation.RevokedAt is null && invitation.AcceptedAt is null)
            {
                await tx.ExecuteAsync($"""
                    update app.invitations set revoked_at = {clock.GetUtcNow()} where tenant_id = {tx.TenantId} and id = {invitationId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.InvitationRevoked, invitationId,
                    new Dictionary<string, string?> { ["role"] = WireWords<RoleName>.Of((RoleName)invitation.Role) }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}

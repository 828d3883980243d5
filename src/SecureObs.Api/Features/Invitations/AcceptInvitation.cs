using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Invitations;

public sealed record AcceptedInvitation(Guid TenantId, string TenantName, RoleName Role);

internal static class AcceptInvitation
{
    public static void MapAcceptInvitation(this IEndpointRouteBuilder invited) => invited
        .MapPost("/accept", Handle)
        .WithSummary("Join an organisation by an invitation, which is used up then")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status402PaymentRequired)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<AcceptedInvitation>, ProblemHttpResult>> Handle(
        InvitationTokenRequest request, HttpContext context, ClaimsPrincipal user, InvitationEntry entry, InvitationUse use, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await entry.EnterAsync(user, request.Token, ct) is { } entered ? await use.RunAsync(entered, ct) : Problems.NotFound();
    }
}

/// <summary>Uses an invitation up: the membership, the mark on the invitation and the audit entry are one transaction.</summary>
internal sealed class InvitationUse(TenantDb db, Caller caller, PlanLimits limits, AuditTrail audit, TimeProvider clock)
{
    private sealed record Invitation(string TenantName, short Role, DateTime ExpiresAt, DateTime? RevokedAt, Guid? AcceptedBy, DateTime? DeleteAfter);

    public Task<Results<Ok<AcceptedInvitation>, ProblemHttpResult>> RunAsync(EnteredByInvitation entered, CancellationToken ct) =>
        db.TransactAsync<Results<Ok<AcceptedInvitation>, ProblemHttpResult>>(async tx =>
        {
            // Who accepts, revokes or ends a membership comes one after the other; what the door said may be over by now.
            await MemberLock.TakeAsync(tx, ct);
            var (now, actor) = (clock.GetUtcNow(), caller.ActorId);
            var invitation = await tx.FirstAsync<Invitation>($"""
                select t.name as tenant_name, i.role, i.expires_at, i.revoked_at, i.accepted_by, t.delete_after
                from app.invitations i join app.tenants t on t.id = {tx.TenantId}
                where i.tenant_id = {tx.TenantId} and i.id = {entered.Invitation}
                """, ct);
            if (invitation is null || invitation.RevokedAt is not null || invitation.DeleteAfter is not null || invitation.ExpiresAt <= now.UtcDateTime
                || (invitation.AcceptedBy is { } other && other != actor))
                return Problems.NotFound();

            var accepted = TypedResults.Ok(new AcceptedInvitation(tx.TenantId, invitation.TenantName, (RoleName)invitation.Role));
            if (invitation.AcceptedBy == actor)   // by an attempt of this request whose answer got lost
                return accepted;
            var full = await limits.OneMoreMemberAsync(tx, ct);
            var joined = await tx.ExecuteAsync($"""
                insert into app.memberships (tenant_id, person_id, actor_id, role, created_at)
                values ({tx.TenantId}, {entered.Person}, {actor}, {invitation.Role}, {now})
                on conflict on constraint memberships_pk do nothing
                """, ct);
            if (joined == 0)
                return Problems.AlreadyMember();
            if (full is not null)
            {
                tx.Abandon();
                return full;
            }
            await tx.ExecuteAsync($"""
                update app.invitations set accepted_at = {now}, accepted_by = {actor} where tenant_id = {tx.TenantId} and id = {entered.Invitation}
                """, ct);
            await audit.WriteAsync(tx, AuditActions.MemberJoined, actor, new Dictionary<string, string?>
            {
                ["role"] = WireWords<RoleName>.Of((RoleName)invitation.Role),
                ["invitation"] = entered.Invitation.ToString(),
            }, ct);
            return accepted;
        }, ct);
}

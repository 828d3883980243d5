using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Members;

public sealed record SetMemberRoleRequest(RoleName Role);

internal static class SetMemberRole
{
    public static void MapSetMemberRole(this IEndpointRouteBuilder members) => members
        .MapPut("/{memberId:guid}/role", Handle)
        .WithSummary("Give a member another role; only an owner makes or changes owners")
        .WithDescription("Whoever loses a role also loses the open invitations that they made. Their API keys stay: keys belong to the organisation.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid memberId, SetMemberRoleRequest request, TenantDb db, MemberLock members, OpenInvitations invitations, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var caller = await members.TakeAndAskAsync(tx, ct);
            if (MemberLock.Refusal(caller, TenantRole.Admin) is { } refusal)
                return refusal;
            var before = (TenantRole?)await tx.FirstAsync<short?>($"""
                select role from app.memberships where tenant_id = {tx.TenantId} and actor_id = {memberId}
                """, ct);
            if (before is not { } from)
                return Problems.NotFound();
            var to = (TenantRole)request.Role;
            if (await MemberRule.RefusalAsync(tx, caller!.Value, from, to, ct) is { } forbidden)
                return forbidden;
            if (from == to)
                return TypedResults.NoContent();

            await tx.ExecuteAsync($"update app.memberships set role = {to} where tenant_id = {tx.TenantId} and actor_id = {memberId}", ct);
            await audit.WriteAsync(tx, AuditActions.MemberRoleChanged, memberId, new Dictionary<string, string?>
            {
                ["from"] = WireWords<RoleName>.Of((RoleName)from),
                ["to"] = WireWords<RoleName>.Of(request.Role),
            }, ct);
            if (to < from)
                await invitations.RevokeAllOfAsync(tx, memberId, ct);
            return TypedResults.NoContent();
        }, ct);
}

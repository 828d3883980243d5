using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Members;

internal static class RemoveMember
{
    public static void MapRemoveMember(this IEndpointRouteBuilder members) => members
        .MapDelete("/{memberId:guid}", Handle)
        .WithSummary("Remove a member from the next request on; repeating it is harmless")
        .WithDescription("Their open invitations are revoked. Their API keys stay, and the answer counts them: keys belong to the organisation.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<MemberDeparted>, ProblemHttpResult>> Handle(
        Guid memberId, TenantDb db, MemberLock members, MemberDeparture departure, CancellationToken ct) =>
        db.TransactAsync<Results<Ok<MemberDeparted>, ProblemHttpResult>>(async tx =>
        {
            var caller = await members.TakeAndAskAsync(tx, ct);
            if (MemberLock.Refusal(caller, TenantRole.Admin) is { } refusal)
                return refusal;
            var role = (TenantRole?)await tx.FirstAsync<short?>($"""
                select role from app.memberships where tenant_id = {tx.TenantId} and actor_id = {memberId}
                """, ct);
            if (role is not { } from)
                return await MemberDeparture.IsFormerAsync(tx, memberId, ct)
                    ? TypedResults.Ok(await departure.DescribeAsync(tx, memberId, 0, ct))
                    : Problems.NotFound();
            if (await MemberRule.RefusalAsync(tx, caller!.Value, from, null, ct) is { } forbidden)
                return forbidden;
            return TypedResults.Ok(await departure.RunAsync(tx, memberId, from, ct));
        }, ct);
}

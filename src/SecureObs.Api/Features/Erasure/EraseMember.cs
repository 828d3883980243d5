using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Erasure;

/// <summary>
/// Erases who somebody was that has left. The trail and histories name a random id, which stays; nobody can tell any more
/// whose it was. The chain of the trail holds, because names were never in it.
/// </summary>
internal static class EraseMember
{
    public static void MapEraseMember(this IEndpointRouteBuilder members) => members
        .MapDelete("/former/{memberId:guid}", Handle)
        .WithSummary("Erase the name of somebody who has left; repeating it is harmless")
        .WithDescription("The person's own entry goes, too, when no other organisation knows them.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid memberId, TenantDb db, MemberLock members, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal)
                return refusal;
            var erased = await tx.QueryAsync<Guid>($"""
                delete from app.former_members where tenant_id = {tx.TenantId} and actor_id = {memberId} returning person_id
                """, ct);
            if (erased is not [var person])
                return await WasErasedAsync(tx, memberId, ct) ? TypedResults.NoContent() : Problems.NotFound();
            await EraserDoor.ErasePersonAsync(tx, person, ct);
            await audit.WriteAsync(tx, AuditActions.MemberErased, memberId, new Dictionary<string, string?>(), ct);
            return TypedResults.NoContent();
        }, ct);

    private static Task<bool> WasErasedAsync(TenantTransaction tx, Guid member, CancellationToken ct) => tx.FirstAsync<bool>($"""
        select true from app.audit where tenant_id = {tx.TenantId} and action = {AuditActions.MemberErased} and subject_id = {member}
        """, ct);
}

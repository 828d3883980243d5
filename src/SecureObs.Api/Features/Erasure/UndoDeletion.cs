using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Erasure;

internal static class UndoDeletion
{
    public static void MapUndoDeletion(this IEndpointRouteBuilder deletion) => deletion
        .MapDelete("/", Handle)
        .WithSummary("Take the deletion back: everything is as it was; repeating it is harmless")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        TenantDb db, MemberLock members, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal)
                return refusal;
            if (await TenantDeletion.ReadAsync(tx, ct) is not { } before)
                return Problems.NotFound();
            if (before.DeleteAfter is null)
                return TypedResults.NoContent();
            await tx.ExecuteAsync($"""
                update app.tenants set delete_asked_at = null, delete_after = null where id = {tx.TenantId} and erasing_at is null
                """, ct);
            await audit.WriteAsync(tx, AuditActions.TenantDeletionUndone, tx.TenantId, new Dictionary<string, string?>(), ct);
            return TypedResults.NoContent();
        }, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Suppressions;

internal static class LiftSuppression
{
    public static void MapLiftSuppression(this IEndpointRouteBuilder suppressions) => suppressions
        .MapPost("/{suppressionId:guid}/lift", Handle)
        .WithSummary("End a suppression; its findings stand where they stood. A wide one needs an admin")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid suppressionId, TenantDb db, MemberLock members, Caller caller, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var role = await members.TakeAndAskAsync(tx, ct);
            if (await SuppressionRow.LockAsync(tx, suppressionId, ct) is not { } suppression)
                return Problems.NotFound();
            var least = suppression.About is SuppressionScope.Finding ? TenantRole.Member : TenantRole.Admin;
            if (MemberLock.Refusal(role, least) is { } refusal)
                return refusal;
            // Over is over, whoever ended it.
            if (suppression.IsOver(now))
                return TypedResults.NoContent();
            var before = await SuppressionEntry.StatusAsync(tx, suppression, now, ct);
            await tx.ExecuteAsync($"""
                update app.suppressions set ended_at = {now}, ended_by = {caller.ActorId}, ended_because = {EndReason.Lifted}
                where tenant_id = {tx.TenantId} and id = {suppressionId}
                """, ct);
            await SuppressionRow.LayAsync(tx, suppressionId, now, ct);
            await SuppressionEntry.WriteAsync(tx, audit, AuditActions.SuppressionLifted, suppression, before, now, ct);
            return TypedResults.NoContent();
        }, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Suppressions;

internal static class RefuseSuppression
{
    public static void MapRefuseSuppression(this IEndpointRouteBuilder suppressions) => suppressions
        .MapPost("/{suppressionId:guid}/refuse", Handle)
        .WithSummary("Refuse a suppression that waits for approval")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid suppressionId, AdminAnswer answer, Caller caller, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return answer.TakeAsync(suppressionId, now, async (tx, suppression) =>
        {
            if (!suppression.IsWaiting)
                return Problems.NoApprovalAsked();
            await tx.ExecuteAsync($"""
                update app.suppressions set ended_at = {now}, ended_by = {caller.ActorId}, ended_because = {EndReason.Refused}
                where tenant_id = {tx.TenantId} and id = {suppressionId}
                """, ct);
            await SuppressionEntry.WriteAsync(tx, audit, AuditActions.SuppressionRefused, suppression, null, now, ct);
            return TypedResults.NoContent();
        }, ct);
    }
}

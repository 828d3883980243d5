using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

/// <param name="Days">Null: what the plan says.</param>
public sealed record SetRetentionRequest([property: Range(PurgeDoor.LeastDays, 3650)] int? Days);

internal static class SetRetention
{
    public static void MapSetRetention(this IEndpointRouteBuilder retention) => retention
        .MapPut("/", Handle)
        .WithSummary("Keep for longer than the plan does, or, where the plan deletes nothing, for so many days")
        .WithDescription("What was deleted does not come back. The next round begins within a minute.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<RetentionState>, ProblemHttpResult>> Handle(
        SetRetentionRequest request, TenantDb db, MemberLock members, RetentionChange change, CancellationToken ct) =>
        db.TransactAsync<Results<Ok<RetentionState>, ProblemHttpResult>>(async tx =>
            MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal
                ? refusal
                : await change.RunAsync(tx, request.Days, ct), ct);
}

/// <summary>Stores what an owner said, and has the next round begin.</summary>
internal sealed class RetentionChange(TenantPlan plans, AuditTrail audit, TimeProvider clock)
{
    public async Task<Results<Ok<RetentionState>, ProblemHttpResult>> RunAsync(TenantTransaction tx, int? days, CancellationToken ct)
    {
        var before = await RetentionState.ReadAsync(tx, plans, ct);
        if (days < before.PlanDays)
            return Problems.RetentionTooShort(before.PlanDays.Value);
        if (days != before.OwnDays)
        {
            await tx.ExecuteAsync($"""
                insert into app.retentions as r (tenant_id, days, due_at) values ({tx.TenantId}, {days}, {clock.GetUtcNow()})
                on conflict on constraint retentions_pk do update set days = excluded.days, due_at = excluded.due_at
                """, ct);
            await audit.WriteAsync(tx, AuditActions.RetentionChanged, tx.TenantId,
                new Dictionary<string, string?> { ["from"] = before.OwnDays?.ToString(), ["to"] = days?.ToString() }, ct);
        }
        return TypedResults.Ok(await RetentionState.ReadAsync(tx, plans, ct));
    }
}

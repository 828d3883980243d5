using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Suppressions;

internal static class ApproveSuppression
{
    public static void MapApproveSuppression(this IEndpointRouteBuilder suppressions) => suppressions
        .MapPost("/{suppressionId:guid}/approve", Handle)
        .WithSummary("Approve a suppression that somebody else asked for; it is in force from then on")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid suppressionId, AdminAnswer answer, Caller caller, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return answer.TakeAsync(suppressionId, now, async (tx, suppression) =>
        {
            if (suppression.ApprovedBy == caller.ActorId)
                return TypedResults.NoContent();
            if (!suppression.IsWaiting)
                return Problems.NoApprovalAsked();
            if (await IsSamePersonAsync(tx, suppression.CreatedBy, caller.ActorId, ct))
                return Problems.SecondPersonNeeded();

            var before = await SuppressionEntry.StatusAsync(tx, suppression, now, ct);
            await tx.ExecuteAsync($"""
                update app.suppressions set approved_by = {caller.ActorId}, approved_at = {now} where tenant_id = {tx.TenantId} and id = {suppressionId}
                """, ct);
            if (suppression.FindingId is { } finding)
                await ReplaceAsync(tx, suppressionId, finding, caller.ActorId, now, ct);
            await SuppressionRow.LayAsync(tx, suppressionId, now, ct);
            await SuppressionEntry.WriteAsync(tx, audit, AuditActions.SuppressionApproved, suppression, before, now, ct);
            return TypedResults.NoContent();
        }, ct);
    }

    /// <summary>Somebody who left and joined again acts under another id, and is one person all the same.</summary>
    private static Task<bool> IsSamePersonAsync(TenantTransaction tx, Guid author, Guid approver, CancellationToken ct) => tx.FirstAsync<bool>($"""
        with people as (
            select m.actor_id, m.person_id from app.memberships m where m.tenant_id = {tx.TenantId}
            union all
            select l.actor_id, l.person_id from app.former_members l where l.tenant_id = {tx.TenantId})
        select {author} = {approver} or exists (
            select from people a join people b on b.person_id = a.person_id where a.actor_id = {author} and b.actor_id = {approver})
        """, ct);

    /// <summary>It takes the place of what held for the finding before, as it would have at once without four eyes.</summary>
    private static async Task ReplaceAsync(TenantTransaction tx, Guid id, Guid finding, Guid actor, DateTimeOffset now, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            update app.suppressions set ended_at = {now}, ended_by = {actor}, ended_because = {EndReason.Lifted}
            where tenant_id = {tx.TenantId} and finding_id = {finding} and id <> {id} and ended_at is null
            """, ct);
        await FindingTurns.ChangeAsync(tx, $"triage = {FindingStatus.Open}, triaged_at = {now}", Sql.Nothing, $"t.id = {finding} and t.triage = {FindingStatus.Resolved}", now, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Many;

/// <param name="Restored">How many findings are as before the change.</param>
/// <param name="Left">How many were changed since, and were left as they are.</param>
public sealed record UndoneChange(int Restored, int Left);

internal static class UndoChange
{
    private sealed record Change(short Kind, Guid CreatedBy, DateTime CreatedAt, DateTime? UndoneAt);

    public static void MapUndoChange(this IEndpointRouteBuilder findings) => findings
        .MapPost("/changes/{changeId:guid}/undo", Handle)
        .WithSummary("Take back a change of many findings, where nothing has changed since; somebody else's needs an admin")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Ok<UndoneChange>, ProblemHttpResult>> Handle(
        Guid changeId, TenantDb db, MemberLock members, Caller caller, ChangeUndo undo, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.TransactAsync<Results<Ok<UndoneChange>, ProblemHttpResult>>(async tx =>
        {
            var role = await members.TakeAndAskAsync(tx, ct);
            var change = await tx.FirstAsync<Change>($"""
                select c.kind, c.created_by, c.created_at, c.undone_at from app.finding_changes c
                where c.tenant_id = {tx.TenantId} and c.id = {changeId} for update
                """, ct);
            if (change is null)
                return Problems.NotFound();
            if (MemberLock.Refusal(role, change.CreatedBy == caller.ActorId ? TenantRole.Member : TenantRole.Admin) is { } refusal)
                return refusal;
            if (change.UndoneAt is not null)
                return Problems.ChangeUndone();
            await tx.ExecuteAsync($"""
                update app.finding_changes set undone_at = {now}, undone_by = {caller.ActorId} where tenant_id = {tx.TenantId} and id = {changeId}
                """, ct);
            return TypedResults.Ok(await undo.RunAsync(tx, changeId, (ChangeKind)change.Kind, change.CreatedAt, now, ct));
        }, ct);
    }
}

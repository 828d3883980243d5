using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Identity;

/// <param name="OtherId">The finding that is this one, too. It is gone afterwards.</param>
public sealed record MarkSameRequest(Guid OtherId);

internal static class MarkSame
{
    private sealed record Row(Guid Id, Guid ProjectId, string Scanner, bool WorkedOn);

    public static void MapMarkSame(this IEndpointRouteBuilder finding) => finding
        .MapPost("/same", Handle)
        .WithSummary("Say that another finding is this one; it is remembered")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid findingId, MarkSameRequest request, TenantDb db, Caller caller, AuditTrail audit, Detection detection, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var rows = await tx.QueryAsync<Row>($"""
                select f.id, f.project_id, f.scanner, {WorkedOn.Condition(tx)} as worked_on from app.findings f
                where f.tenant_id = {tx.TenantId} and f.id = any({new[] { findingId, request.OtherId }})
                """, ct);
            if (rows.Find(row => row.Id == findingId) is not { } one || rows.Find(row => row.Id == request.OtherId) is not { } other)
                return Problems.NotFound();
            if (one.Id == other.Id || one.ProjectId != other.ProjectId || one.Scanner != other.Scanner)
                return Problems.NotOneFinding("they are of different projects or scanners, or it is itself");
            if (await ProjectLock.TakeAsync(tx, [one.ProjectId], ct) is not ProjectAccess.Open)
                return Problems.ProjectArchived();
            if (other.WorkedOn)
                return Problems.NotOneFinding("somebody has worked on the other one, and that would be lost: say it the other way round, or take back what was said");
            IReadOnlyList<Fold> fold = [new(other.Id, one.Id)];
            if (await FindingFold.SeenTogetherAsync(tx, fold, ct) is { Count: > 0 })
                return Problems.NotOneFinding("a scan has seen both at once");
            var now = clock.GetUtcNow();
            await FindingFold.ApplyAsync(tx, fold, caller.ActorId, now, ct);
            await detection.RefreshAsync(tx, null, [one.Id], now, ct);
            await audit.WriteAsync(tx, AuditActions.FindingsJoined, one.Id, new Dictionary<string, string?> { ["other"] = other.Id.ToString() }, ct);
            return TypedResults.NoContent();
        }, ct);
}

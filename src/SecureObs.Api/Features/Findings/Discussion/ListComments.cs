using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Discussion;

/// <summary>What somebody wrote about a finding.</summary>
public sealed record FindingComment(Guid Id, string Comment, string CreatedBy, DateTime CreatedAt);

internal static class ListComments
{
    private sealed record Row(Guid Id, string Comment, Guid CreatedBy, DateTime CreatedAt);

    public static void MapListComments(this IEndpointRouteBuilder findings) => findings
        .MapGet("/{findingId:guid}/comments", Handle)
        .RecordsAccess(AuditActions.FindingViewed, "findingId")
        .WithSummary("Comments on a finding, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<FindingComment>>, ProblemHttpResult>> Handle(
        Guid findingId, string? after, TenantDb db, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and c.id < {last}";
        }
        return await db.ReadAsync<Results<Ok<Page<FindingComment>>, ProblemHttpResult>>(async tx =>
        {
            if (!await tx.FirstAsync<bool>($"select true from app.findings where tenant_id = {tx.TenantId} and id = {findingId}", ct))
                return Problems.NotFound();
            var rows = await tx.QueryAsync<Row>($"""
                select c.id, c.comment, c.created_by, c.created_at
                from app.finding_comments c
                where c.tenant_id = {tx.TenantId} and c.finding_id = {findingId} {start}
                order by c.id desc
                limit {Sql.Rows(Pages.Size + 1)}
                """, ct);
            var page = Pages.Of(rows, Pages.Size, row => Cursor.Write(row.Id));
            var names = await ActorNames.OfAsync(tx, page.Items.Select(row => (Guid?)row.CreatedBy), ct);
            return TypedResults.Ok(new Page<FindingComment>(
                [.. page.Items.Select(row => new FindingComment(row.Id, row.Comment, names[row.CreatedBy] ?? Assignee.Former, row.CreatedAt))], page.Next));
        }, ct);
    }
}

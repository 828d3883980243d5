using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Discussion;

public sealed record AddCommentRequest([property: Required, StringLength(4000)] string Comment);

public sealed record AddedComment(Guid Id);

internal static class AddComment
{
    public static void MapAddComment(this IEndpointRouteBuilder findings) => findings
        .MapPost("/{findingId:guid}/comments", Handle)
        .WithSummary("Comment on a finding; a comment stays as it was written")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Created<AddedComment>, ProblemHttpResult>> Handle(
        Guid findingId, AddCommentRequest request, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct)
    {
        // Made before the transaction, which may run again: then it is one comment and one entry all the same.
        var entry = audit.NewEntry();
        return await db.TransactAsync<Results<Created<AddedComment>, ProblemHttpResult>>(async tx =>
        {
            var added = await tx.ExecuteAsync($"""
                insert into app.finding_comments (tenant_id, id, finding_id, comment, created_by, created_at)
                select {tx.TenantId}, {entry.Id}, f.id, {request.Comment.Trim()}, {caller.ActorId}, {entry.At}
                from app.findings f where f.tenant_id = {tx.TenantId} and f.id = {findingId}
                on conflict on constraint finding_comments_pk do update set finding_id = excluded.finding_id
                """, ct);
            if (added == 0)
                return Problems.NotFound();
            await audit.WriteAsync(tx, entry, AuditActions.FindingCommented, findingId, new Dictionary<string, string?> { ["comment"] = $"{entry.Id}" }, ct);
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/findings/{findingId}/comments", new AddedComment(entry.Id));
        }, ct);
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Findings;

/// <param name="Reason">Needed to suppress, absent to re-open.</param>
/// <param name="Comment">Why, in one's own words.</param>
public sealed record SetFindingStatusRequest(
    FindingStatus Status, SuppressionReason? Reason = null, [property: StringLength(2000)] string? Comment = null);

internal static class SetFindingStatus
{
    private sealed record Before(short Status, short? SuppressionReason, string? StatusComment);

    public static void MapSetFindingStatus(this IEndpointRouteBuilder findings) => findings
        .MapPut("/{findingId:guid}/status", Handle)
        .WithSummary("Suppress a finding with a reason, or open it again")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid findingId, SetFindingStatusRequest request, TenantDb db, AuditTrail audit, CancellationToken ct)
    {
        if (request.Status is FindingStatus.Suppressed != request.Reason is not null)
            return Problems.ReasonMissing();
        return await db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var before = await tx.FirstAsync<Before>($"""
                select status, suppression_reason, status_comment from app.findings
                where tenant_id = {tx.TenantId} and id = {findingId} for update
                """, ct);
            if (before is null)
                return Problems.NotFound();
            // Repeating a decision is no new decision.
            if (before == new Before((short)request.Status, (short?)request.Reason, request.Comment))
                return TypedResults.NoContent();
            await tx.ExecuteAsync($"""
                update app.findings set status = {request.Status}, suppression_reason = {request.Reason}::smallint, status_comment = {request.Comment}::text
                where tenant_id = {tx.TenantId} and id = {findingId}
                """, ct);
            await audit.WriteAsync(tx, AuditActions.FindingStatusChanged, findingId, new Dictionary<string, string?>
            {
                ["from"] = WireWords<FindingStatus>.Of((FindingStatus)before.Status),
                ["to"] = WireWords<FindingStatus>.Of(request.Status),
                ["reason"] = request.Reason is { } reason ? WireWords<SuppressionReason>.Of(reason) : null,
                ["comment"] = request.Comment,
            }, ct);
            return TypedResults.NoContent();
        }, ct);
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings;

/// <param name="Severity">Null for what the tool says.</param>
/// <param name="Reason">Why it is another; needed for one.</param>
public sealed record SetFindingSeverityRequest(Severity? Severity, [property: StringLength(2000)] string? Reason = null);

internal static class SetFindingSeverity
{
    public static void MapSetFindingSeverity(this IEndpointRouteBuilder findings) => findings
        .MapPut("/{findingId:guid}/severity", Handle)
        .WithSummary("Say another severity than the tool's with a reason, or take that back; gates and due dates follow")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid findingId, SetFindingSeverityRequest request, TenantDb db, SeverityChanges changes, TimeProvider clock, CancellationToken ct)
    {
        var (decision, now) = (SeverityDecision.Of(request.Severity, request.Reason), clock.GetUtcNow());
        if (!decision.IsWhole)
            return Problems.SeverityReasonMissing();
        return await db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
            (await changes.ApplyAsync(tx, [findingId], decision, now, ct)).Found == 0 ? Problems.NotFound() : TypedResults.NoContent(), ct);
    }
}

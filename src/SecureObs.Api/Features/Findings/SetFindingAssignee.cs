using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

/// <param name="MemberId">Null for nobody.</param>
public sealed record SetFindingAssigneeRequest(Guid? MemberId);

internal static class SetFindingAssignee
{
    public static void MapSetFindingAssignee(this IEndpointRouteBuilder findings) => findings
        .MapPut("/{findingId:guid}/assignee", Handle)
        .WithSummary("Say who sees to a finding")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid findingId, SetFindingAssigneeRequest request, TenantDb db, AssigneeChanges changes, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
            request.MemberId is { } member && !await AssigneeChanges.IsMemberAsync(tx, member, ct) ? Problems.AssigneeUnknown()
            : (await changes.ApplyAsync(tx, [findingId], request.MemberId, ct)).Found == 0 ? Problems.NotFound()
            : TypedResults.NoContent(), ct);
}

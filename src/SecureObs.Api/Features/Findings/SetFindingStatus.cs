using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

/// <param name="Reason">Why, in one's own words; needed to suppress.</param>
/// <param name="ExpiresAt">When a suppression ends by itself; null for never.</param>
/// <param name="UntilFixed">It ends when no scan sees the finding any more: if it comes back, it is open.</param>
/// <param name="UntilChanged">It ends when the finding's code or severity changes.</param>
public sealed record SetFindingStatusRequest(
    FindingStatus Status, [property: StringLength(2000)] string? Reason = null, DateTimeOffset? ExpiresAt = null,
    bool UntilFixed = false, bool UntilChanged = false);

internal static class SetFindingStatus
{
    public static void MapSetFindingStatus(this IEndpointRouteBuilder findings) => findings
        .MapPut("/{findingId:guid}/status", Handle)
        .WithSummary("Say where a finding stands, or suppress it with a reason")
        .WithDescription("A suppression replaces the finding's own former one. Where the project demands four eyes it is without effect until somebody else approves.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid findingId, SetFindingStatusRequest request, TenantDb db, StatusChanges changes, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (decision, refusal) = StatusDecision.Of(request.Status, request.Reason, request.ExpiresAt, request.UntilFixed, request.UntilChanged, now);
        if (decision is null)
            return refusal!;
        return await db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var outcome = await changes.ApplyAsync(tx, [findingId], decision, now, ct);
            return outcome.Found == 0 ? Problems.NotFound()
                : outcome.Held is [var held, ..] ? Problems.SuppressedWidely(SuppressionScopes.Words(held.Scope), $"{held.SuppressionId}")
                : TypedResults.NoContent();
        }, ct);
    }
}

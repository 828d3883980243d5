using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

public sealed record PreviewGatePolicyRequest(GatePolicyDocument Document);

/// <summary>What a policy would say of a run, with the findings as they stand now.</summary>
/// <param name="BlockedNow">What the project's own policy says.</param>
public sealed record PreviewedRun(
    Guid RunId, string PipelineRunId, string? Branch, DateTimeOffset StartedAt, bool BlockedNow, bool WouldBeBlocked, IReadOnlyList<GateReason> Reasons);

internal static class PreviewPolicy
{
    private const int Runs = 20;

    public static void MapPreviewPolicy(this IEndpointRouteBuilder project) => project
        .MapPost("/gate-policy/preview", Handle)
        .WithSummary("What a policy would say of the last 20 closed runs; nothing is stored")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PreviewedRun[]>, ProblemHttpResult>> Handle(
        Guid projectId, PreviewGatePolicyRequest request, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        if (PolicyCheck.Fault(request.Document) is { } fault)
            return Problems.GatePolicyInvalid(fault);
        var now = clock.GetUtcNow();
        var runs = await db.ReadAsync(async tx => await GatePolicies.FindAsync(tx, projectId, toChange: false, ct) is null
            ? null
            : await GateRuns.LoadAsync(tx, $"""
                r.id in (
                    select n.id from app.runs n
                    where n.tenant_id = {tx.TenantId} and n.project_id = {projectId} and n.closed_at is not null
                    order by n.opened_at desc, n.id desc
                    limit {Sql.Rows(Runs)})
                """, now, ct, paths: request.Document.AttackPaths is not null), ct);
        return runs is null
            ? Problems.NotFound()
            : TypedResults.Ok(runs.OrderByDescending(run => run.Input.StartedAt).ThenByDescending(run => run.Input.Run).Select(run => Preview(run, request.Document)).ToArray());
    }

    private static PreviewedRun Preview(GateRun run, GatePolicyDocument policy)
    {
        var verdict = GateRule.Decide(policy, run.Input);
        return new(
            run.Input.Run, run.PipelineRunId, run.Input.Branch is "" ? null : run.Input.Branch, run.Input.StartedAt,
            GateRule.Decide(run.Policy, run.Input).Blocked, verdict.Blocked, verdict.Reasons);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Runs;

/// <summary>A branch that runs told of.</summary>
/// <param name="Branch">Null for runs that named none.</param>
/// <param name="IsDefault">Whether its scans decide what is a finding of the project.</param>
/// <param name="Blocked">What the gate said of its newest run; null when it was not asked.</param>
public sealed record BranchItem(string? Branch, bool IsDefault, long Runs, Guid LastRunId, DateTime LastRunAt, bool? Blocked);

internal static class ListBranches
{
    private sealed record Row(string Branch, string? DefaultBranch, long Runs, Guid LastRunId, DateTime LastRunAt, bool? Blocked);

    public static void MapListBranches(this IEndpointRouteBuilder project) => project
        .MapGet("/branches", Handle)
        .MayReadStandby()
        .WithSummary("The branches of a project that ran last, the newest first, at most 100")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<BranchItem[]>, ProblemHttpResult>> Handle(Guid projectId, TenantDb db, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<BranchItem[]>, ProblemHttpResult>>(async tx =>
        {
            if (!await tx.FirstAsync<bool>($"select true from app.projects p where p.tenant_id = {tx.TenantId} and p.id = {projectId}", ct))
                return Problems.NotFound();
            var rows = await tx.QueryAsync<Row>($"""
                select r.branch, p.default_branch, r.runs, r.id as last_run_id, r.opened_at as last_run_at, verdict.blocked
                from (
                    select distinct on (n.branch) n.branch, n.id, n.opened_at, count(*) over (partition by n.branch) as runs from app.runs n
                    where n.tenant_id = {tx.TenantId} and n.project_id = {projectId}
                    order by n.branch, n.opened_at desc, n.id desc) r
                join app.projects p on p.tenant_id = {tx.TenantId} and p.id = {projectId}
                {LastVerdicts.Of(tx)}
                order by r.opened_at desc, r.id desc limit 100
                """, ct);
            return TypedResults.Ok(rows.Select(row => new BranchItem(
                row.Branch is "" ? null : row.Branch, Branches.IsDefault(row.Branch, row.DefaultBranch), row.Runs, row.LastRunId, row.LastRunAt, row.Blocked)).ToArray());
        }, ct);
}

using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

/// <summary>Everything about one run but why the gate said what it said: its verdict explains that.</summary>
/// <param name="StartedAt">When the pipeline says that it began.</param>
/// <param name="Manifest">What ran, written down when the run closed; null before.</param>
/// <param name="Base">The newest run of the default branch that findings are compared with; null when there is none.</param>
/// <param name="LastPassed">The newest earlier run of the same branch that the gate passed, of the newest 200; null when there is none.</param>
/// <param name="Changes">Findings by severity, the worst first, whatever people said of them.</param>
/// <param name="Analyses">Of infrastructure.</param>
public sealed record RunDetail(
    RunItem Run, bool IsDefaultBranch, int? PullRequest, DateTime StartedAt, IReadOnlyList<ManifestEntry>? Manifest, RunReference? Base, RunReference? LastPassed,
    IReadOnlyList<RunChanges> Changes, IReadOnlyList<RunAnalysis> Analyses);

/// <param name="Status">completed, failed, skipped, reported, missing.</param>
public sealed record ManifestEntry(string Scanner, string Target, string Status, string? Version, string? RulesDigest, int Findings);

public sealed record RunReference(Guid Id, string PipelineRunId, string? Branch, string? Commit, DateTime OpenedAt);

/// <summary>How many findings a run has that the base has not, that both have, and that only the base has.</summary>
public sealed record RunChanges(Severity Severity, long New, long Known, long Fixed);

/// <param name="Root">Empty for the only one.</param>
public sealed record RunAnalysis(Guid Id, string Root, int Paths);

internal static class GetRun
{
    private sealed record More(string Branch, int? PullRequest, DateTime StartedAt, string? Manifest, string? DefaultBranch);

    private sealed record Reference(Guid Id, string PipelineRunId, string Branch, string? Commit, DateTime OpenedAt)
    {
        public RunReference Shown => new(Id, PipelineRunId, Branch is "" ? null : Branch, Commit, OpenedAt);
    }

    private sealed record Count(short Severity, long N);

    public static void MapGetRun(this IEndpointRouteBuilder runs) => runs
        .MapGet("/{runId:guid}", Handle)
        .WithSummary("One run, and what it changed")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<RunDetail>, ProblemHttpResult>> Handle(Guid projectId, Guid runId, TenantDb db, TimeProvider clock, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<RunDetail>, ProblemHttpResult>>(async tx =>
        {
            if (await RunItems.ReadAsync(tx, $"and r.project_id = {projectId} and r.id = {runId}", 1, ct) is not [var row])
                return Problems.NotFound();
            var more = (await tx.FirstAsync<More>($"""
                select r.branch, r.pull_request, r.started_at, r.manifest::text as manifest, p.default_branch
                from app.runs r join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
                where r.tenant_id = {tx.TenantId} and r.id = {runId}
                """, ct))!;
            var results = await RunResults.ReadAsync(tx, [runId], ct);
            return TypedResults.Ok(new RunDetail(
                (await RunItems.WithScannersAsync(tx, [row], clock.GetUtcNow(), ct))[0], Branches.IsDefault(more.Branch, more.DefaultBranch), more.PullRequest, more.StartedAt,
                more.Manifest is null ? null : JsonSerializer.Deserialize<ManifestEntry[]>(more.Manifest, JsonSerializerOptions.Web),
                await BaseAsync(tx, results, ct), await LastPassedAsync(tx, projectId, runId, more, ct), await ChangesAsync(tx, results, ct), await AnalysesAsync(tx, runId, ct)));
        }, ct);

    private static async Task<RunReference?> BaseAsync(TenantTransaction tx, List<RunResult> results, CancellationToken ct)
    {
        Guid[] bases = [.. results.Where(each => each.BaseRun is not null).Select(each => each.BaseRun!.Value).Distinct()];
        return (await tx.FirstAsync<Reference>($"""
            select r.id, r.pipeline_run_id, r.branch, r.commit, r.opened_at from app.runs r
            where r.tenant_id = {tx.TenantId} and r.id = any({bases})
            order by r.started_at desc, r.id desc limit 1
            """, ct))?.Shown;
    }

    private static async Task<RunReference?> LastPassedAsync(TenantTransaction tx, Guid project, Guid run, More more, CancellationToken ct) => (await tx.FirstAsync<Reference>($"""
        select r.id, r.pipeline_run_id, r.branch, r.commit, r.opened_at
        from (
            select e.id, e.pipeline_run_id, e.branch, e.commit, e.opened_at from app.runs e
            where e.tenant_id = {tx.TenantId} and e.project_id = {project} and e.branch = {more.Branch} and (e.started_at, e.id) < ({more.StartedAt}, {run})
            order by e.opened_at desc, e.id desc limit 200) r
        {LastVerdicts.Of(tx)}
        where not verdict.blocked
        order by r.opened_at desc, r.id desc limit 1
        """, ct))?.Shown;

    private static async Task<IReadOnlyList<RunChanges>> ChangesAsync(TenantTransaction tx, List<RunResult> results, CancellationToken ct)
    {
        var (added, known, gone) = (await CountAsync(RunChange.New), await CountAsync(RunChange.Known), await CountAsync(RunChange.Fixed));
        return [.. Enum.GetValues<Severity>().OrderDescending().Select(severity => new RunChanges(severity, added[severity], known[severity], gone[severity]))
            .Where(each => each.New + each.Known + each.Fixed > 0)];

        async Task<Dictionary<Severity, long>> CountAsync(RunChange change)
        {
            var counts = await tx.QueryAsync<Count>($"""
                select f.severity, count(*) as n
                from ({RunResults.Done(tx, results, change)}) d
                join app.findings f on f.tenant_id = {tx.TenantId} and f.id = d.id
                group by f.severity
                """, ct);
            return Enum.GetValues<Severity>().ToDictionary(severity => severity, severity => counts.Find(count => count.Severity == (short)severity)?.N ?? 0);
        }
    }

    private static async Task<IReadOnlyList<RunAnalysis>> AnalysesAsync(TenantTransaction tx, Guid run, CancellationToken ct) => await tx.QueryAsync<RunAnalysis>($"""
        select a.id, a.root, a.paths from app.infrastructure_analyses a where a.tenant_id = {tx.TenantId} and a.run_id = {run} order by a.root limit 50
        """, ct);
}

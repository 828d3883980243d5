using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

internal static class ListRunFindings
{
    /// <summary>Published clients read the whole run in one answer within 15 seconds; the worst come first.</summary>
    private const int Limit = 10_000;

    private sealed record Row(
        Guid Id, short Severity, string RuleId, string Scanner, string? FilePath, int? StartLine, int? EndLine, string? Description);

    public static void MapListRunFindings(this IEndpointRouteBuilder findings) => findings
        .MapGet("/by-run", Handle)
        .RecordsAccess(AuditActions.FindingsListedByRun, "projectId")
        .WithSummary("The open findings of a pipeline run, worst first, at most 10,000")
        .WithDescription("A bare array for annotations: never a snippet or a raw payload.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<RunFinding[]>, ProblemHttpResult>> Handle(
        [FromQuery] string[]? projectId, [FromQuery] string[]? pipelineRunId, TenantDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (projectId is not [var named, ..] || !Guid.TryParse(named, out var project) || !caller.Reaches(project))
            return Problems.NotFound();
        var (run, now) = (PipelineRunId.Of(pipelineRunId?.FirstOrDefault()), clock.GetUtcNow());
        caller.RequireRun(run);

        var answer = await db.ReadAsync<RunFinding[]?>(async tx =>
        {
            if (!await tx.FirstAsync<bool>($"select true from app.projects where tenant_id = {tx.TenantId} and id = {project}", ct))
                return null;
            var blocking = await BlockingAsync(tx, project, run, now, ct);
            return [.. (await RowsAsync(tx, project, run, now, ct)).Select(row => Finding(row, blocking.Contains(row.Id)))];
        }, ct);
        return answer is null ? Problems.NotFound() : TypedResults.Ok(answer);
    }

    /// <summary>By the gate's own rule, so that what is marked here is what its verdict counts.</summary>
    private static async Task<IReadOnlySet<Guid>> BlockingAsync(TenantTransaction tx, Guid project, string run, DateTimeOffset now, CancellationToken ct) =>
        await GateRuns.LoadAsync(tx, $"r.project_id = {project} and r.pipeline_run_id = {run}", now, ct, all: false) is [var one, ..]
            ? GateRule.Blocking(one.Policy, one.Input)
            : new HashSet<Guid>();

    private static Task<List<Row>> RowsAsync(TenantTransaction tx, Guid project, string run, DateTimeOffset now, CancellationToken ct) => tx.QueryAsync<Row>($"""
        select distinct f.id, f.severity, f.rule_id, f.scanner, f.file_path, f.start_line, f.end_line, f.description
        from app.runs u
        join app.scan_results r on r.tenant_id = {tx.TenantId} and r.run_id = u.id
        {Presence.Of(tx)}
        join app.findings f on f.tenant_id = {tx.TenantId} and f.id = m.finding_id and {FindingState.CountsAt(now)}
        where u.tenant_id = {tx.TenantId} and u.project_id = {project} and u.pipeline_run_id = {run}
        order by f.severity desc, f.file_path, f.start_line, f.id
        limit {Sql.Rows(Limit)}
        """, ct);

    private static RunFinding Finding(Row row, bool isBlocking) => new()
    {
        Id = row.Id,
        Severity = (Severity)row.Severity,
        RuleId = row.RuleId,
        Scanner = row.Scanner,
        FilePath = row.FilePath,
        StartLine = row.StartLine,
        EndLine = row.EndLine,
        Description = row.Description,
        IsBlocking = isBlocking,
    };
}

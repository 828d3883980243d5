using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Features.Findings.Discussion;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings;

/// <summary>Everything about one finding.</summary>
/// <param name="Snippet">At most 20 lines, secrets masked.</param>
/// <param name="ToolSeverity">What the scanner says; the severity is that, or what somebody said instead.</param>
/// <param name="SeverityReason">Why somebody said another severity; null when nobody did.</param>
/// <param name="Detected">Whether a scan still sees it.</param>
/// <param name="ResolvedAt">When scans stopped seeing it.</param>
/// <param name="Rung">By what it was recognised last, 0 to 9, see docs/identity.md.</param>
/// <param name="IgnoredInSource">What an ignore in the repository says; it stays a finding all the same.</param>
/// <param name="Suppression">The one that holds for it.</param>
/// <param name="Asked">One of this finding that waits for an approval.</param>
/// <param name="SameSecret">Null when no secret was recognised in it.</param>
/// <param name="SourceLink">Where its code is shown, at the commit of the newest run that says one; null when the project does not say where.</param>
/// <param name="Resource">The address of the resource of infrastructure that it is about; null when it is about none.</param>
/// <param name="Nodes">That resource, or the instances of its block, at most 5.</param>
/// <param name="Runs">The newest runs that saw it, at most 50.</param>
/// <param name="History">What people and keys did with it, newest first, at most 100.</param>
public sealed record FindingDetail(
    Guid Id, Guid ProjectId, string ProjectName, string Scanner, string RuleId, Severity Severity, FindingStatus Status,
    string? FilePath, int? StartLine, int? EndLine, string Title, DateTime FirstSeenAt,
    string? Description, string? Snippet, IReadOnlyList<string> Cwe, IReadOnlyList<string> Owasp,
    Severity ToolSeverity, string? SeverityReason, bool Detected, DateTime LastSeenAt, DateTime? ResolvedAt, short Rung, string? IgnoredInSource,
    Assignee? Assignee, DateTime? DueAt, FindingSuppression? Suppression, FindingSuppression? Asked, IReadOnlyList<FindingLink> Links,
    SameSecret? SameSecret, string? SourceLink, string? Resource, IReadOnlyList<FindingNode> Nodes, IReadOnlyList<FindingRun> Runs, IReadOnlyList<HistoryEntry> History);

public sealed record FindingRun(Guid Id, string PipelineRunId, string? Branch, string? Commit, DateTime At);

/// <summary>A node of the newest analysis of infrastructure that the finding is about.</summary>
public sealed record FindingNode(Guid AnalysisId, int Number, string Address);

/// <param name="Actor">The person's name, or what acted in its place.</param>
public sealed record HistoryEntry(DateTime At, string Actor, string Action, IReadOnlyDictionary<string, string?> Data);

internal static class GetFinding
{
    private sealed record Detail
    {
        public required Guid ProjectId { get; init; }
        public required string ProjectName { get; init; }
        public required string Scanner { get; init; }
        public required string RuleId { get; init; }
        public required short Severity { get; init; }
        public required short Status { get; init; }
        public string? FilePath { get; init; }
        public int? StartLine { get; init; }
        public int? EndLine { get; init; }
        public required string Title { get; init; }
        public required DateTime FirstSeenAt { get; init; }
        public string? Description { get; init; }
        public string? Snippet { get; init; }
        public required string[] Cwe { get; init; }
        public required string[] Owasp { get; init; }
        public required short ToolSeverity { get; init; }
        public string? SeverityReason { get; init; }
        public required bool Detected { get; init; }
        public DateTime? ResolvedAt { get; init; }
        public required short Rung { get; init; }
        public string? IgnoredInSource { get; init; }
        public Guid? Assignee { get; init; }
        public DateTime? DueAt { get; init; }
        public Guid? SuppressionId { get; init; }
        public byte[]? SecretHash { get; init; }
        public string? ResourceAddress { get; init; }
        public string? SourceLink { get; init; }
        public string? DefaultBranch { get; init; }
    }

    private sealed record RunRow(Guid Id, string PipelineRunId, string Branch, string? Commit, DateTime At);

    private sealed record HistoryRow(DateTime At, short ActorKind, Guid ActorId, string Action, string Data);

    public static void MapGetFinding(this IEndpointRouteBuilder findings) => findings
        .MapGet("/{findingId:guid}", Handle)
        .RecordsAccess(AuditActions.FindingViewed, "findingId")
        .WithSummary("One finding with its runs and history")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<FindingDetail>, ProblemHttpResult>> Handle(
        Guid findingId, TenantDb db, TimeProvider clock, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<FindingDetail>, ProblemHttpResult>>(async tx =>
        {
            var now = clock.GetUtcNow();
            var detail = await tx.FirstAsync<Detail>($"""
                select f.project_id, p.name as project_name, f.scanner, f.rule_id, f.severity, {FindingState.StatusAt(now)} as status, f.file_path, f.start_line, f.end_line,
                    left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as title, f.first_seen_at,
                    f.description, f.snippet, f.cwe, f.owasp, f.secret_hash,
                    f.tool_severity, f.severity_reason, f.detected, f.resolved_at, f.rung, f.ignored_in_source,
                    f.assignee, f.due_at, f.suppression_id, f.resource_address, p.source_link, p.default_branch
                from app.findings f
                join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
                where f.tenant_id = {tx.TenantId} and f.id = {findingId}
                """, ct);
            if (detail is null)
                return Problems.NotFound();
            var history = await HistoryAsync(tx, findingId, ct);
            return TypedResults.Ok(Present(findingId, detail, await FindingSuppressions.ReadAsync(tx, findingId, detail.SuppressionId, now, ct),
                await Links.ReadAsync(tx, findingId, ct),
                await SameSecrets.FindAsync(tx, findingId, detail.SecretHash, now, ct),
                await NodesAsync(tx, detail, ct), await RunsAsync(tx, findingId, ct), history,
                await ActorNames.OfAsync(tx, history.Select(entry => (Guid?)entry.ActorId).Append(detail.Assignee), ct)));
        }, ct);

    private static Task<List<RunRow>> RunsAsync(TenantTransaction tx, Guid finding, CancellationToken ct) => tx.QueryAsync<RunRow>($"""
        select distinct r.id, r.pipeline_run_id, r.branch, r.commit, r.opened_at as at
        from app.scope_findings m
        join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = m.scope_id and b.page = m.page and {Presence.IsSet}
        join app.scan_results s on s.tenant_id = {tx.TenantId} and s.scope_id = b.scope_id and s.seq = b.seq
        join app.runs r on r.tenant_id = {tx.TenantId} and r.id = s.run_id
        where m.tenant_id = {tx.TenantId} and m.finding_id = {finding}
        order by r.opened_at desc, r.id desc
        limit 50
        """, ct);

    private static async Task<List<FindingNode>> NodesAsync(TenantTransaction tx, Detail finding, CancellationToken ct) => finding.ResourceAddress is not { } address ? [] : await tx.QueryAsync<FindingNode>($"""
        select n.analysis_id, n.number, n.address
        from (
            select a.id from app.infrastructure_analyses a
            where a.tenant_id = {tx.TenantId} and a.project_id = {finding.ProjectId}
            order by a.created_at desc, a.id desc limit 1) newest
        join app.infrastructure_nodes n on n.tenant_id = {tx.TenantId} and n.analysis_id = newest.id
        where {ResourceAddress.IsOf(address)}
        order by n.number limit 5
        """, ct);

    private static string? Link(Detail finding, List<RunRow> runs) => SourceLink.Make(
        finding.SourceLink, runs.Find(run => run.Commit is not null)?.Commit ?? finding.DefaultBranch ?? "HEAD", finding.FilePath, finding.StartLine, finding.EndLine);

    private static Task<List<HistoryRow>> HistoryAsync(TenantTransaction tx, Guid finding, CancellationToken ct) => tx.QueryAsync<HistoryRow>($"""
        select a.at, a.actor_kind, a.actor_id, a.action, a.data::text as data
        from app.audit a
        where a.tenant_id = {tx.TenantId} and a.subject_id = {finding} and a.action <> all ({AuditActions.Reads})
        order by a.id desc
        limit 100
        """, ct);

    private static FindingDetail Present(
        Guid id, Detail detail, FindingSuppressions suppressions, List<FindingLink> links, SameSecret? sameSecret,
        List<FindingNode> nodes, List<RunRow> runs, List<HistoryRow> history, ActorNames names) => new(
        id, detail.ProjectId, detail.ProjectName, detail.Scanner, detail.RuleId, (Severity)detail.Severity, (FindingStatus)detail.Status,
        detail.FilePath, detail.StartLine, detail.EndLine, detail.Title, detail.FirstSeenAt, detail.Description, detail.Snippet,
        detail.Cwe, detail.Owasp, (Severity)detail.ToolSeverity, detail.SeverityReason, detail.Detected, runs is [var newest, ..] ? newest.At : detail.FirstSeenAt, detail.ResolvedAt,
        detail.Rung, detail.IgnoredInSource, Assignee.Of(detail.Assignee, names[detail.Assignee]), detail.DueAt,
        suppressions.InForce, suppressions.Asked, links, sameSecret, Link(detail, runs), detail.ResourceAddress, nodes,
        [.. runs.Select(run => new FindingRun(run.Id, run.PipelineRunId, run.Branch is "" ? null : run.Branch, run.Commit, run.At))],
        [.. history.Select(entry => new HistoryEntry(
            entry.At, Actor(entry, names), entry.Action, JsonSerializer.Deserialize<Dictionary<string, string?>>(entry.Data)!))]);

    private static string Actor(HistoryRow entry, ActorNames names) => (ActorKind)entry.ActorKind switch
    {
        ActorKind.Person => names[entry.ActorId] ?? Assignee.Former,
        ActorKind.ApiKey => "An API key",
        ActorKind.Workload => "A keyless pipeline",
        _ => "SecureObs",
    };
}

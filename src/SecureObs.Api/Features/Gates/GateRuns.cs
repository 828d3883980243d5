using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>A run as the gate looks at it now, and the policy of its project.</summary>
/// <param name="PolicyVersion">0 when the project has one of the published three.</param>
internal sealed record GateRun(GateInput Input, string PipelineRunId, int PolicyVersion, GatePolicyDocument Policy);

/// <summary>Reads runs for the gate: what their scanners said, and the findings as they stand at this moment.</summary>
internal static class GateRuns
{
    private sealed record RunRow(
        Guid Id, Guid ProjectId, string PipelineRunId, string Branch, string? DefaultBranch, string? Commit, DateTime StartedAt, DateTime? ClosedAt,
        short GatePolicy, int? PolicyVersion, string? PolicyDocument);

    private sealed record FindingRow(
        Guid RunId, Guid ScopeId, Guid Id, string Fingerprint, string RuleId, short Severity, short Said, DateTime? DueAt, bool Ignored, bool IsNew);

    /// <param name="which">A condition on runs as r.</param>
    /// <param name="all">False: only findings that the policies may count, which decide the same, where nothing is kept of it.</param>
    /// <param name="paths">Also attack paths for a policy that the project does not have.</param>
    public static async Task<List<GateRun>> LoadAsync(TenantTransaction tx, FormattableString which, DateTimeOffset now, CancellationToken ct, bool all = true, bool paths = false)
    {
        var runs = await tx.QueryAsync<RunRow>($"""
            select r.id, r.project_id, r.pipeline_run_id, r.branch, p.default_branch, r.commit, r.started_at, r.closed_at,
                p.gate_policy, newest.version as policy_version, newest.document::text as policy_document
            from app.runs r
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
            left join lateral (
                select g.version, g.document from app.gate_policies g
                where g.tenant_id = {tx.TenantId} and g.project_id = r.project_id
                order by g.version desc limit 1) newest on true
            where r.tenant_id = {tx.TenantId} and {which}
            """, ct);
        if (runs is [])
            return [];
        var ids = runs.Select(run => run.Id).ToArray();
        var rows = await RunResults.ReadAsync(tx, ids, ct);
        var results = rows.ToLookup(result => result.RunId);
        var policies = runs.ToDictionary(run => run.Id, Policy);
        var least = all ? Severity.Unknown : policies.Values.Min(GateRule.LeastCounted);
        var findings = (least is { } worth ? await FindingsAsync(tx, rows, worth, now, ct) : []).ToLookup(finding => (finding.RunId, finding.ScopeId));
        Guid[] analysed = [.. ids.Where(id => paths || policies[id].AttackPaths is not null)];
        var analyses = analysed.Length == 0 ? null : await GatePaths.LoadAsync(tx, analysed, ct);
        return [.. runs.Select(run => new GateRun(
            Input(run, now, analysed.Contains(run.Id) ? [.. analyses![run.Id]] : null, [.. results[run.Id].Select(result => Result(result, findings[(run.Id, result.ScopeId)]))]),
            run.PipelineRunId, run.PolicyVersion ?? 0, policies[run.Id]))];
    }

    private static GatePolicyDocument Policy(RunRow run) =>
        run.PolicyDocument is null ? GatePolicyDocument.Of((GatePolicy)run.GatePolicy) : GateJson.Policy(run.PolicyDocument);

    /// <summary>Asked with the numbers of the results: in one statement with them the planner cannot tell that they are few, and reads all findings of the tenant.</summary>
    private static Task<List<FindingRow>> FindingsAsync(TenantTransaction tx, List<RunResult> results, Severity least, DateTimeOffset now, CancellationToken ct)
    {
        var (runs, scopes, numbers) = (results.Select(each => each.RunId).ToArray(), results.Select(each => each.ScopeId).ToArray(), results.Select(each => each.Seq).ToArray());
        var (baseScopes, baseNumbers) = (results.Select(each => each.BaseScope).ToArray(), results.Select(each => each.BaseSeq).ToArray());
        return tx.QueryAsync<FindingRow>($"""
            select r.run_id, r.scope_id, f.id, encode(f.fingerprint, 'hex') as fingerprint, f.rule_id, f.severity, {FindingState.SaidAt(now)} as said,
                f.due_at, f.ignored_in_source is not null as ignored,
                not exists (
                    select from app.scope_findings m
                    join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = m.scope_id and b.seq = r.base_seq and b.page = m.page
                    where m.tenant_id = {tx.TenantId} and m.scope_id = r.base_scope and m.finding_id = f.id and {Presence.IsSet}) as is_new
            from unnest({runs}, {scopes}, {numbers}, {baseScopes}, {baseNumbers}) as r (run_id, scope_id, seq, base_scope, base_seq)
            {Presence.Of(tx)}
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = m.finding_id and f.severity >= {least}
            """, ct);
    }

    private static GateInput Input(RunRow run, DateTimeOffset now, IReadOnlyList<GateAnalysis>? analyses, IReadOnlyList<GateResult> results) => new()
    {
        Project = run.ProjectId,
        Run = run.Id,
        Branch = run.Branch,
        IsDefaultBranch = Branches.IsDefault(run.Branch, run.DefaultBranch),
        Commit = run.Commit,
        StartedAt = run.StartedAt,
        ClosedAt = run.ClosedAt,
        DecidedAt = now,
        Results = results,
        Analyses = analyses,
    };

    private static GateResult Result(RunResult result, IEnumerable<FindingRow> findings) => new()
    {
        Scanner = result.Scanner,
        Target = result.Target,
        Status = (ScannerStatus)result.Status,
        Message = result.Message,
        Findings = [.. findings.Select(row => new GateFinding
        {
            Id = row.Id,
            Fingerprint = row.Fingerprint,
            Rule = row.RuleId,
            Severity = (Severity)row.Severity,
            Status = (GateStatus)row.Said,
            IsNew = row.IsNew,
            DueAt = row.DueAt is { } due ? new DateTimeOffset(due, TimeSpan.Zero) : null,
            IgnoredInSource = row.Ignored,
        })],
    };
}

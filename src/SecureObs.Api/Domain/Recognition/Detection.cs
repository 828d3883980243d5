using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>
/// Whether scans still see a finding. In a scope it is seen when the newest complete result has it, or a newer one that is
/// not complete: those add, and never take away. What the default branch ever had is judged by the default branch alone.
/// </summary>
internal sealed class Detection(Caller caller, TimeProvider clock)
{
    /// <summary>A run has seen these: what people had called resolved before it started is open again, and so on.</summary>
    public async Task SeenAsync(TenantTransaction tx, RunOfProject run, Guid[] findings, DateTimeOffset now, CancellationToken ct)
    {
        if (findings.Length == 0)
            return;
        var wrong = await FindingTurns.ChangeAsync(tx, $"triage = {FindingStatus.Open}, triaged_at = {now}", Sql.Nothing, $"""
            t.id = any({findings}) and t.triage = {FindingStatus.Resolved} and t.triaged_at < {run.StartedAt} and ({run.IsDefault} or not t.on_default)
            """, now, ct);
        await NoteAsync(tx, AuditActions.FindingReopened, [.. wrong.SelectMany(turn => turn.Ids)], run, "seen-again", ct);
        await RefreshAsync(tx, run, findings, now, ct);
    }

    /// <summary>Asks anew whether these are detected.</summary>
    public Task RefreshAsync(TenantTransaction tx, RunOfProject? run, Guid[] findings, DateTimeOffset now, CancellationToken ct) =>
        RefreshAsync(tx, run, $"m.finding_id = any({findings})", now, ct);

    /// <summary>The same for all that a scope ever saw: its newest complete result is another.</summary>
    public Task RefreshScopeAsync(TenantTransaction tx, RunOfProject run, Guid scope, DateTimeOffset now, CancellationToken ct) => RefreshAsync(tx, run, $"""
        m.finding_id in (select o.finding_id from app.scope_findings o where o.tenant_id = {tx.TenantId} and o.scope_id = {scope})
        """, now, ct);

    /// <summary>The same when this result is the newest complete one of its scope: for those only of which it says something else than is known.</summary>
    public Task RefreshNewestAsync(TenantTransaction tx, RunOfProject run, ResultNumber result, DateTimeOffset now, CancellationToken ct) => RefreshAsync(tx, run, $"""
        m.finding_id in (
            select o.finding_id
            from (
                select m.finding_id, {Presence.IsSet} as seen
                from app.scope_findings m
                left join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = m.scope_id and b.seq = {result.Seq} and b.page = m.page
                where m.tenant_id = {tx.TenantId} and m.scope_id = {result.ScopeId}) o
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = o.finding_id
            where o.seen <> f.detected or ({run.IsDefault} and not f.on_default))
        """, now, ct);

    /// <summary>The same for all of a project: another branch is its default branch.</summary>
    public Task RefreshProjectAsync(TenantTransaction tx, Guid project, DateTimeOffset now, CancellationToken ct) => RefreshAsync(tx, null, $"""
        m.scope_id in (select o.id from app.scan_scopes o where o.tenant_id = {tx.TenantId} and o.project_id = {project})
        """, now, ct);

    /// <param name="which">A condition on places in scopes as m.</param>
    private async Task RefreshAsync(TenantTransaction tx, RunOfProject? run, FormattableString which, DateTimeOffset now, CancellationToken ct)
    {
        var turned = await FindingTurns.ChangeAsync(tx, $"""
            detected = n.detected, on_default = n.on_default, resolved_at = case when n.detected then null else coalesce(t.resolved_at, {now}) end
            """, $"""
            , (
                select m.finding_id, bool_or({Branches.ScopeIsDefault}) as on_default,
                    coalesce(bool_or(here.seen) filter (where {Branches.ScopeIsDefault}), bool_or(here.seen)) as detected
                from app.scope_findings m
                join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = m.scope_id
                join app.projects p on p.tenant_id = {tx.TenantId} and p.id = s.project_id
                left join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = s.id and b.seq = s.current_seq and b.page = m.page
                cross join lateral (select {SeenNow(tx)} as seen) here
                where m.tenant_id = {tx.TenantId} and {which}
                group by m.finding_id) n
            """, $"t.id = n.finding_id and (t.detected <> n.detected or t.on_default <> n.on_default)", now, ct);
        Guid[] gone = [.. turned.Where(turn => turn is { DetectedBefore: true, Detected: false }).SelectMany(turn => turn.Ids)];
        await NoteAsync(tx, AuditActions.FindingResolved, gone, run, "not-seen", ct);
        await NoteAsync(tx, AuditActions.FindingReopened, [.. turned.Where(turn => turn is { DetectedBefore: false, Detected: true }).SelectMany(turn => turn.Ids)], run, "seen-again", ct);
        await SuppressionEnds.EndAsync(tx, gone, EndReason.Fixed, now, ct);
    }

    /// <summary>Of a place as m, its scope as s, and its page of the scope's current result as b.</summary>
    private static FormattableString SeenNow(TenantTransaction tx) => $"""
        (s.current_seq is null or {Presence.IsSet} or exists (
            select from app.scan_results r
            join app.runs u on u.tenant_id = {tx.TenantId} and u.id = r.run_id
            join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = r.scope_id and b.seq = r.seq and b.page = m.page
            where r.tenant_id = {tx.TenantId} and r.scope_id = s.id and r.status <> {ScannerStatus.Completed}
              and (u.started_at, u.id) > (s.current_at, s.current_run) and {Presence.IsSet}))
        """;

    private Task NoteAsync(TenantTransaction tx, string action, Guid[] findings, RunOfProject? run, string because, CancellationToken ct) =>
        findings.Length == 0 ? Task.CompletedTask : AuditTrail.WriteManyAsync(tx, [.. findings.Select(finding =>
        {
            var key = AuditEntryKey.New(clock);
            return new Platform.Auditing.Reading.ReadEntry(tx.TenantId, key.Id, key.At, caller.ActorKind, caller.ActorId, action, finding,
                new Dictionary<string, string?> { ["because"] = because, ["run"] = run?.PipelineRunId, ["branch"] = run?.Branch });
        })], ct);
}

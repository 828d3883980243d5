using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>A finding whose status was decided anew.</summary>
/// <param name="Pending">It was suppressed, and that is without effect until somebody else approves.</param>
internal sealed record StatusChange(Guid FindingId, FindingStatus From, FindingStatus To, bool Pending);

/// <summary>
/// Carries out decisions: a fixed number of statements however many findings, each with its entry in the trail. Who
/// suppresses in a project of four eyes asks for it: what held before holds until the answer.
/// </summary>
internal sealed class StatusChanges(Caller caller, AuditTrail audit)
{
    private sealed record Before(Guid Id, Guid ProjectId, short Status, short Triage);

    private sealed record Own(Guid FindingId, short Kind, string Reason, DateTime? ExpiresAt, bool UntilFixed, bool UntilChanged, bool Pending)
    {
        public bool Is(StatusDecision decision) => new StatusDecision((FindingStatus)Kind, Reason, ExpiresAt, UntilFixed, UntilChanged) == decision;
    }

    private sealed record HeldRow(Guid FindingId, short Scope, Guid SuppressionId);

    private sealed record After(Guid Id, short Status);

    private sealed record Ended(Guid Id, Guid FindingId, short EndedBecause);

    /// <summary>A suppression is a later word than that somebody had resolved it.</summary>
    private static FindingStatus TriageAfter(Before finding, StatusDecision decision, bool asked) =>
        !decision.Suppresses ? decision.Status
        : (FindingStatus)finding.Triage is FindingStatus.Resolved && !asked ? FindingStatus.Open
        : (FindingStatus)finding.Triage;

    /// <summary>What a decision comes to.</summary>
    private sealed record Plan(List<Before> All, List<Before> Changing, List<Held> Held, HashSet<Guid> FourEyes);

    /// <summary>What <see cref="ApplyAsync"/> would do; locks nothing.</summary>
    public static async Task<ChangePreview> PreviewAsync(TenantTransaction tx, Guid[] findings, StatusDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        var plan = await PlanAsync(tx, findings, decision, now, Sql.Nothing, ct);
        return new(plan.Changing.Count, plan.Held.Count, decision.Suppresses ? plan.Changing.Count(finding => plan.FourEyes.Contains(finding.ProjectId)) : 0);
    }

    public async Task<ChangeOutcome> ApplyAsync(TenantTransaction tx, Guid[] findings, StatusDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        await FindingLocks.TakeAsync(tx, findings, ct);
        var (before, changing, held, fourEyes) = await PlanAsync(tx, findings, decision, now, $"for update", ct);
        if (changing.Count == 0)
            return new(before.Count, [], held, 0);
        var (ended, made) = await WriteAsync(tx, changing, fourEyes, decision, now, ct);
        await NoteAsync(tx, changing, fourEyes, decision, now, ct);
        return new(before.Count, [.. changing.Select(finding => new ChangedFinding(finding.Id)
        {
            TriageBefore = (FindingStatus)finding.Triage,
            TriageAfter = TriageAfter(finding, decision, fourEyes.Contains(finding.ProjectId)),
            SuppressionsEnded = [.. ended[finding.Id].Select(one => one.Id)],
            SuppressionMade = made.TryGetValue(finding.Id, out var id) ? id : null,
        })], held, decision.Suppresses ? changing.Count(finding => fourEyes.Contains(finding.ProjectId)) : 0);
    }

    /// <param name="locking">How findings are locked.</param>
    private static async Task<Plan> PlanAsync(
        TenantTransaction tx, Guid[] findings, StatusDecision decision, DateTimeOffset now, FormattableString locking, CancellationToken ct)
    {
        var before = await tx.QueryAsync<Before>($"""
            select f.id, f.project_id, {FindingState.StatusAt(now)} as status, f.triage
            from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({findings})
            order by f.id {locking}
            """, ct);
        var ids = before.Select(finding => finding.Id).ToArray();
        var own = (await tx.QueryAsync<Own>($"""
            select s.finding_id, s.kind, s.reason, s.expires_at, s.until_fixed, s.until_changed, s.needs_approval and s.approved_at is null as pending
            from app.suppressions s
            where s.tenant_id = {tx.TenantId} and s.finding_id = any({ids}) and s.ended_at is null and (s.expires_at is null or s.expires_at > {now})
            """, ct)).ToLookup(suppression => suppression.FindingId);
        var held = decision.Suppresses ? [] : await HeldAsync(tx, ids, now, ct);

        // Repeating a decision is no new decision.
        var free = before.ExceptBy(held.Select(one => one.FindingId), finding => finding.Id).ToList();
        var changing = decision.Suppresses
            ? free.Where(finding => !own[finding.Id].Any(suppression => suppression.Is(decision))).ToList()
            : free.Where(finding => own[finding.Id].Any() || finding.Triage != (short)decision.Status).ToList();
        return new(before, changing, held, await FourEyesAsync(tx, [.. changing.Select(finding => finding.ProjectId).Distinct()], ct));
    }

    private static async Task<HashSet<Guid>> FourEyesAsync(TenantTransaction tx, Guid[] projects, CancellationToken ct) =>
        [.. await tx.QueryAsync<Guid>($"select p.id from app.projects p where p.tenant_id = {tx.TenantId} and p.id = any({projects}) and p.four_eyes", ct)];

    private static async Task<List<Held>> HeldAsync(TenantTransaction tx, Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<HeldRow>($"""
            select distinct on (f.id) f.id as finding_id, s.scope, s.id as suppression_id
            from app.findings f
            join app.suppressions s on s.tenant_id = {tx.TenantId} and s.scope > 1 and {SuppressionOverlay.IsInForce(now)} and {SuppressionOverlay.Covers}
            where f.tenant_id = {tx.TenantId} and f.id = any({ids})
            order by f.id, s.scope desc, s.id
            """, ct);
        return [.. rows.Select(row => new Held(row.FindingId, (SuppressionScope)row.Scope, row.SuppressionId))];
    }

    /// <returns>The suppressions that this ended, and those that it made, by their findings.</returns>
    private async Task<(ILookup<Guid, Ended> Ended, Dictionary<Guid, Guid> Made)> WriteAsync(
        TenantTransaction tx, List<Before> changing, HashSet<Guid> fourEyes, StatusDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        var asked = changing.Where(finding => decision.Suppresses && fourEyes.Contains(finding.ProjectId)).Select(finding => finding.Id).ToArray();
        var all = changing.Select(finding => finding.Id).ToArray();
        var decided = all.Except(asked).ToArray();
        var ended = await tx.QueryAsync<Ended>($"""
            update app.suppressions s set ended_at = {now}, ended_by = {caller.ActorId},
                ended_because = case when s.expires_at <= {now} then {EndReason.Expired} else {EndReason.Lifted} end
            where s.tenant_id = {tx.TenantId} and s.ended_at is null
              and (s.finding_id = any({decided}) or (s.finding_id = any({asked}) and s.needs_approval and s.approved_at is null))
            returning s.id, s.finding_id, s.ended_because
            """, ct);
        var made = decision.Suppresses ? await InsertAsync(tx, changing, fourEyes, decision, now, ct) : [];
        await (decision.Suppresses
            ? FindingTurns.ChangeAsync(tx, $"triage = {FindingStatus.Open}, triaged_at = {now}", Sql.Nothing, $"t.id = any({decided}) and t.triage = {FindingStatus.Resolved}", now, ct)
            : FindingTurns.ChangeAsync(tx, $"triage = {decision.Status}, triaged_at = {now}", Sql.Nothing, $"t.id = any({decided})", now, ct));
        await SuppressionOverlay.ApplyAsync(tx, all, now, ct);
        return (ended.Where(one => one.EndedBecause == (short)EndReason.Lifted).ToLookup(one => one.FindingId), made);
    }

    private async Task<Dictionary<Guid, Guid>> InsertAsync(
        TenantTransaction tx, List<Before> changing, HashSet<Guid> fourEyes, StatusDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        var ids = changing.Select(_ => Guid.CreateVersion7(now)).ToArray();
        var (findings, projects) = (changing.Select(finding => finding.Id).ToArray(), changing.Select(finding => finding.ProjectId).ToArray());
        var needs = changing.Select(finding => fourEyes.Contains(finding.ProjectId)).ToArray();
        await tx.ExecuteAsync($"""
            insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, finding_id, expires_at, until_fixed, until_changed,
                created_by, created_at, needs_approval)
            select {tx.TenantId}, u.id, {decision.Status}, {decision.Reason}, {SuppressionScope.Finding}, u.project_id, u.finding_id,
                {decision.ExpiresAt}::timestamptz, {decision.UntilFixed}, {decision.UntilChanged}, {caller.ActorId}, {now}, u.needs_approval
            from unnest({ids}, {projects}, {findings}, {needs}) as u (id, project_id, finding_id, needs_approval)
            returning id
            """, ct);
        return findings.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private async Task NoteAsync(
        TenantTransaction tx, List<Before> changing, HashSet<Guid> fourEyes, StatusDecision decision, DateTimeOffset now, CancellationToken ct)
    {
        var ids = changing.Select(finding => finding.Id).ToArray();
        var after = (await tx.QueryAsync<After>($"""
            select f.id, {FindingState.StatusAt(now)} as status from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({ids})
            """, ct)).ToDictionary(finding => finding.Id, finding => (FindingStatus)finding.Status);
        List<StatusChange> changed = [.. changing.Select(finding => new StatusChange(
            finding.Id, (FindingStatus)finding.Status, after[finding.Id], decision.Suppresses && fourEyes.Contains(finding.ProjectId)))];
        foreach (var asked in new[] { false, true })
        {
            await audit.WriteAllAsync(tx, asked ? AuditActions.SuppressionAsked : AuditActions.FindingStatusChanged,
                [.. changed.Where(change => change.Pending == asked).Select(change => (change.FindingId, decision.Data(change)))], ct);
        }
    }
}

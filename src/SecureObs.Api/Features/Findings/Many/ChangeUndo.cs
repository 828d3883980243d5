using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Many;

/// <summary>Restores findings that are still as a change left them, each with an entry; others are left alone.</summary>
internal sealed class ChangeUndo(Caller caller, AuditTrail audit)
{
    private sealed record Item(Guid FindingId, short Status, short Severity, bool IsAsLeft);

    private sealed record After(Guid Id, short Status, short Severity);

    public async Task<UndoneChange> RunAsync(TenantTransaction tx, Guid change, ChangeKind kind, DateTime made, DateTimeOffset now, CancellationToken ct)
    {
        var all = (await tx.QueryAsync<Guid>($"""
            select i.finding_id from app.finding_change_items i where i.tenant_id = {tx.TenantId} and i.change_id = {change} order by i.finding_id
            """, ct)).ToArray();
        await FindingLocks.TakeAsync(tx, all, ct);
        await tx.ExecuteAsync($"select f.id from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({all}) order by f.id for update", ct);
        var items = await tx.QueryAsync<Item>($"""
            select i.finding_id, {FindingState.StatusAt(now)} as status, f.severity, {AsLeft(tx, kind, made)} as is_as_left
            from app.finding_change_items i
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = i.finding_id
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            where i.tenant_id = {tx.TenantId} and i.change_id = {change}
            """, ct);
        var restored = items.Where(item => item.IsAsLeft).ToList();
        var ids = restored.Select(item => item.FindingId).ToArray();
        if (ids.Length > 0)
            await RestoreAsync(tx, change, kind, made, ids, now, ct);
        await NoteAsync(tx, change, kind, restored, now, ct);
        return new(ids.Length, all.Length - ids.Length);
    }

    /// <summary>
    /// A condition on i, f and p. A suppression that ended then and was never approved does not come back where four eyes are
    /// asked for by now.
    /// </summary>
    private static FormattableString AsLeft(TenantTransaction tx, ChangeKind kind, DateTime made) => kind switch
    {
        ChangeKind.Assignee => $"(f.assignee is not distinct from i.assignee_after)",
        ChangeKind.Severity => $"(f.severity_override is not distinct from i.override_after and f.severity_reason is not distinct from i.reason_after)",
        _ => $"""
            (f.triage = i.triage_after
                and (i.suppression_made is null or exists (
                    select from app.suppressions s where s.tenant_id = {tx.TenantId} and s.id = i.suppression_made and s.ended_at is null and s.approved_at is null))
                and not exists (
                    select from app.suppressions s
                    where s.tenant_id = {tx.TenantId} and s.finding_id = f.id and s.ended_at is null and s.created_at >= {made}
                      and s.id is distinct from i.suppression_made)
                and not (p.four_eyes and exists (
                    select from app.suppressions s where s.tenant_id = {tx.TenantId} and s.id = any(i.suppressions_ended) and not s.needs_approval)))
            """,
    };

    private async Task RestoreAsync(TenantTransaction tx, Guid change, ChangeKind kind, DateTime made, Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        switch (kind)
        {
            case ChangeKind.Assignee:
                await tx.ExecuteAsync($"""
                    update app.findings f set assignee = i.assignee_before from app.finding_change_items i
                    where f.tenant_id = {tx.TenantId} and f.id = any({ids}) and i.tenant_id = {tx.TenantId} and i.change_id = {change} and i.finding_id = f.id
                    """, ct);
                return;
            case ChangeKind.Severity:
                await FindingTurns.ChangeAsync(tx, $"""
                    severity_override = i.override_before, severity_reason = i.reason_before, severity = coalesce(i.override_before, t.tool_severity)
                    """, Items, OfItem(tx, change, ids), now, ct);
                await DueDates.SetAsync(tx, $"f.id = any({ids})", now, ct);
                return;
            default:
                await RestoreStatusAsync(tx, change, made, ids, now, ct);
                return;
        }
    }

    /// <summary>What the change made ends; what it ended is in force again, by whom and with whose approval it was.</summary>
    private async Task RestoreStatusAsync(TenantTransaction tx, Guid change, DateTime made, Guid[] ids, DateTimeOffset now, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            update app.suppressions s set ended_at = {now}, ended_by = {caller.ActorId}, ended_because = {EndReason.Lifted}
            from app.finding_change_items i
            where s.tenant_id = {tx.TenantId} and i.tenant_id = {tx.TenantId} and i.change_id = {change} and i.finding_id = any({ids})
              and s.id = i.suppression_made and s.ended_at is null
            """, ct);
        await tx.ExecuteAsync($"""
            update app.suppressions s set ended_at = null, ended_by = null, ended_because = null
            from app.finding_change_items i
            where s.tenant_id = {tx.TenantId} and i.tenant_id = {tx.TenantId} and i.change_id = {change} and i.finding_id = any({ids})
              and s.id = any(i.suppressions_ended) and s.ended_at = {made} and s.ended_because = {EndReason.Lifted}
            """, ct);
        await FindingTurns.ChangeAsync(tx, $"triage = i.triage_before, triaged_at = {now}", Items, OfItem(tx, change, ids), now, ct);
        await SuppressionOverlay.ApplyAsync(tx, ids, now, ct);
    }

    private static readonly FormattableString Items = $", app.finding_change_items i";

    private static FormattableString OfItem(TenantTransaction tx, Guid change, Guid[] ids) =>
        $"t.id = any({ids}) and i.tenant_id = {tx.TenantId} and i.change_id = {change} and i.finding_id = t.id";

    private async Task NoteAsync(TenantTransaction tx, Guid change, ChangeKind kind, List<Item> restored, DateTimeOffset now, CancellationToken ct)
    {
        var ids = restored.Select(item => item.FindingId).ToArray();
        var after = (await tx.QueryAsync<After>($"""
            select f.id, {FindingState.StatusAt(now)} as status, f.severity from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({ids})
            """, ct)).ToDictionary(finding => finding.Id);
        var action = kind switch
        {
            ChangeKind.Assignee => AuditActions.FindingAssigned,
            ChangeKind.Severity => AuditActions.FindingSeverityChanged,
            _ => AuditActions.FindingStatusChanged,
        };
        await audit.WriteAllAsync(tx, action, [.. restored.Select(item => (item.FindingId, Data(item, after[item.FindingId])))], ct);

        IReadOnlyDictionary<string, string?> Data(Item before, After now) => new Dictionary<string, string?>
        {
            ["from"] = kind is ChangeKind.Status ? WireWords<FindingStatus>.Of((FindingStatus)before.Status)
                : kind is ChangeKind.Severity ? WireWords<Severity>.Of((Severity)before.Severity) : null,
            ["to"] = kind is ChangeKind.Status ? WireWords<FindingStatus>.Of((FindingStatus)now.Status)
                : kind is ChangeKind.Severity ? WireWords<Severity>.Of((Severity)now.Severity) : null,
            ["undo"] = $"{change}",
        };
    }
}

using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Many;

/// <summary>What of findings a change is about; stored as its number.</summary>
internal enum ChangeKind : short
{
    Status = 1,
    Assignee = 2,
    Severity = 3,
}

/// <summary>Keeps what was before a change of many findings.</summary>
internal sealed class ChangeLog(Caller caller)
{
    /// <summary>Parts lists in one text column of an array: PostgreSQL has no arrays of lists of different lengths.</summary>
    private const string Separator = " ";

    private sealed record Kept(long Items, Guid Last);

    /// <summary>The answer of a change that is kept already.</summary>
    /// <param name="inParts">Whether another part may follow: it is looked for behind the last finding.</param>
    public static async Task<ChangedFindings?> FindAsync(TenantTransaction tx, Guid id, bool inParts, CancellationToken ct) =>
        await tx.FirstAsync<Kept>($"""
            select count(*) over () as items, finding_id as last from app.finding_change_items
            where tenant_id = {tx.TenantId} and change_id = {id}
            order by finding_id desc limit 1
            """, ct) is { } kept ? new(id, (int)kept.Items, (int)kept.Items, 0, 0, inParts ? kept.Last : null) : null;

    public async Task KeepAsync(
        TenantTransaction tx, Guid id, ChangeKind kind, IReadOnlyList<ChangedFinding> changed, DateTimeOffset now, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            insert into app.finding_changes (tenant_id, id, kind, created_by, created_at) values ({tx.TenantId}, {id}, {kind}, {caller.ActorId}, {now})
            """, ct);
        var (findings, ended) = (changed.Select(item => item.Id).ToArray(), changed.Select(item => string.Join(Separator, item.SuppressionsEnded)).ToArray());
        var (triageBefore, triageAfter) = (changed.Select(item => (short)item.TriageBefore).ToArray(), changed.Select(item => (short)item.TriageAfter).ToArray());
        var made = changed.Select(item => item.SuppressionMade).ToArray();
        var (assigneeBefore, assigneeAfter) = (changed.Select(item => item.AssigneeBefore).ToArray(), changed.Select(item => item.AssigneeAfter).ToArray());
        var (overrideBefore, overrideAfter) = (changed.Select(item => item.OverrideBefore).ToArray(), changed.Select(item => item.OverrideAfter).ToArray());
        var (reasonBefore, reasonAfter) = (changed.Select(item => item.ReasonBefore).ToArray(), changed.Select(item => item.ReasonAfter).ToArray());
        await tx.ExecuteAsync($"""
            insert into app.finding_change_items (tenant_id, change_id, finding_id, triage_before, triage_after, suppressions_ended, suppression_made,
                assignee_before, assignee_after, override_before, override_after, reason_before, reason_after)
            select {tx.TenantId}, {id}, u.finding_id, u.triage_before, u.triage_after, string_to_array(u.ended, {Separator})::uuid[], u.made,
                u.assignee_before, u.assignee_after, u.override_before, u.override_after, u.reason_before, u.reason_after
            from unnest({findings}, {triageBefore}, {triageAfter}, {ended}, {made}, {assigneeBefore}, {assigneeAfter},
                    {overrideBefore}, {overrideAfter}, {reasonBefore}, {reasonAfter})
                as u (finding_id, triage_before, triage_after, ended, made, assignee_before, assignee_after, override_before, override_after, reason_before, reason_after)
            returning finding_id
            """, ct);
    }
}

using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Counting;

/// <summary>
/// The only ways to change what findings count as: that they are there, their status, their severity. Each notes the
/// difference for <see cref="FindingCounts"/>. Who changes findings of a project holds it, by <see cref="ProjectLock"/> or by
/// its row: what was before is read without a lock of its own.
/// </summary>
internal static class FindingTurns
{
    /// <param name="set">What to set of findings as t.</param>
    /// <param name="from">Further tables, each with a comma before it.</param>
    /// <param name="which">A condition on t and those tables.</param>
    /// <returns>The findings that were written, grouped by what changed.</returns>
    public static Task<List<Turn>> ChangeAsync(
        TenantTransaction tx, FormattableString set, FormattableString from, FormattableString which, DateTimeOffset now, CancellationToken ct) => NoteAsync(tx, $"""
        with turned as (
            update app.findings t set {set}
            from app.findings was{from}
            where t.tenant_id = {tx.TenantId} and was.tenant_id = {tx.TenantId} and was.id = t.id and {which}
            returning t.id, t.project_id, t.scanner, t.first_seen_at, was.status as status_before, was.severity as severity_before, was.detected as detected_before,
                t.status, t.severity, t.detected)
        select project_id, scanner, status_before, severity_before, detected_before, status, severity, detected, count(*)::integer as findings,
            sum(extract(epoch from {now} - first_seen_at))::bigint as seconds, array_agg(id) as ids
        from turned group by 1, 2, 3, 4, 5, 6, 7, 8
        """, now, ct);

    /// <param name="insert">A statement that makes findings, without what it returns.</param>
    public static Task<List<Turn>> AddAsync(TenantTransaction tx, FormattableString insert, DateTimeOffset now, CancellationToken ct) => NoteAsync(tx, $"""
        with added as ({insert} returning tenant_id, id, project_id, scanner, status, severity, detected)
        select project_id, scanner, status, severity, detected, count(*)::integer as findings, array_agg(id) as ids
        from added where tenant_id = {tx.TenantId} group by 1, 2, 3, 4, 5
        """, now, ct);

    /// <param name="which">A condition on findings as f.</param>
    public static Task<List<Turn>> RemoveAsync(TenantTransaction tx, FormattableString which, DateTimeOffset now, CancellationToken ct) => NoteAsync(tx, $"""
        with gone as (
            delete from app.findings f where f.tenant_id = {tx.TenantId} and {which}
            returning f.id, f.project_id, f.scanner, f.status, f.severity, f.detected)
        select project_id, scanner, status as status_before, severity as severity_before, detected as detected_before, count(*)::integer as findings, array_agg(id) as ids
        from gone group by 1, 2, 3, 4, 5
        """, now, ct);

    /// <summary>
    /// Retention lets these go with all that hangs on them, through a door that refuses those that still count. Their days stay
    /// as they were: they did come, and what was open closes today. Nothing is joined to a door: on many machines it stays on the first.
    /// </summary>
    public static async Task<int> RetireAsync(TenantTransaction tx, Guid[] findings, DateTimeOffset now, CancellationToken ct)
    {
        var turns = await tx.QueryAsync<Turn>($"""
            select p.project_id, p.scanner, p.status as status_before, p.severity as severity_before, p.detected as detected_before, p.findings, true as is_retired
            from app.purge_findings({findings}) p
            where app.current_tenant() = {tx.TenantId}
            """, ct);
        tx.Gathered<FindingCounts>().Add(turns, now);
        return turns.Sum(turn => turn.Findings);
    }

    private static async Task<List<Turn>> NoteAsync(TenantTransaction tx, FormattableString statement, DateTimeOffset now, CancellationToken ct)
    {
        var turns = await tx.QueryAsync<Turn>(statement, ct);
        tx.Gathered<FindingCounts>().Add(turns, now);
        return turns;
    }
}

using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>When findings are due: so many days after they were first seen, by their severity as it is now.</summary>
internal static class DueDates
{
    /// <summary>
    /// Sets the due dates anew of those of these findings that are open or in review. Dates of all severities are made first: an update of a
    /// distributed table calls nothing that depends on a setting, as adding days to a moment does.
    /// </summary>
    /// <param name="which">A condition on findings as f.</param>
    public static Task<int> SetAsync(TenantTransaction tx, FormattableString which, DateTimeOffset now, CancellationToken ct) => tx.ExecuteAsync($"""
        with due as materialized (
            select f.id, array(
                select f.first_seen_at + pg_catalog.make_interval(days => d.days) from unnest(p.due_days) with ordinality as d (days, place) order by d.place) as at
            from app.findings f join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            where f.tenant_id = {tx.TenantId} and {which} and {FindingState.StatusAt(now)} in ({FindingStatus.Open}, {FindingStatus.InReview}))
        update app.findings f set due_at = due.at[f.severity + 1]
        from due
        where f.tenant_id = {tx.TenantId} and f.id = due.id and {FindingState.StatusAt(now)} in ({FindingStatus.Open}, {FindingStatus.InReview})
          and f.due_at is distinct from due.at[f.severity + 1]
        """, ct);
}

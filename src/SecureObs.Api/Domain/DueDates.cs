using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>
/// When findings are due: so many days after they were first seen, by their severity as it is now. Days are added in UTC: adding them to a moment depends
/// on a setting of the session, and an update of a distributed table calls nothing that does.
/// </summary>
internal static class DueDates
{
    /// <summary>Sets the due dates anew of those of these findings that are open or in review.</summary>
    /// <param name="which">A condition on findings as f.</param>
    public static Task<int> SetAsync(TenantTransaction tx, FormattableString which, DateTimeOffset now, CancellationToken ct) => tx.ExecuteAsync($"""
        update app.findings f set due_at = {DueAt}
        from app.projects p
        where f.tenant_id = {tx.TenantId} and p.tenant_id = {tx.TenantId} and p.id = f.project_id
          and {which} and {FindingState.StatusAt(now)} in ({FindingStatus.Open}, {FindingStatus.InReview}) and f.due_at is distinct from {DueAt}
        """, ct);

    /// <summary>When something of the project p is due.</summary>
    /// <param name="seen">When it was first seen.</param>
    public static FormattableString After(FormattableString seen, FormattableString severity) =>
        $"(({seen}::timestamptz at time zone 'UTC') + pg_catalog.make_interval(days => p.due_days[{severity} + 1])) at time zone 'UTC'";

    private static FormattableString DueAt => After($"f.first_seen_at", $"f.severity");
}

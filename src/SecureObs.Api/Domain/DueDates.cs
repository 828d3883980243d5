using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>When findings are due: so many days after they were first seen, by their severity as it is now.</summary>
internal static class DueDates
{
    /// <summary>Sets the due dates anew of those of these findings that are open or in review.</summary>
    /// <param name="which">A condition on findings as f.</param>
    public static Task<int> SetAsync(TenantTransaction tx, FormattableString which, DateTimeOffset now, CancellationToken ct) => tx.ExecuteAsync($"""
        update app.findings f set due_at = f.first_seen_at + pg_catalog.make_interval(days => p.due_days[f.severity + 1])
        from app.projects p
        where f.tenant_id = {tx.TenantId} and p.tenant_id = {tx.TenantId} and p.id = f.project_id and {which}
          and {FindingState.StatusAt(now)} in ({FindingStatus.Open}, {FindingStatus.InReview})
          and f.due_at is distinct from f.first_seen_at + pg_catalog.make_interval(days => p.due_days[f.severity + 1])
        """, ct);
}

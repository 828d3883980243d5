using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Counting;

/// <summary>Reads how many findings there are where that is kept: nothing is counted.</summary>
internal static class KeptCounts
{
    /// <summary>
    /// What is kept, by project. Findings whose suppression is over without that being noted are few; they are moved to
    /// where they stand.
    /// </summary>
    /// <param name="counts">A condition on what is kept, as c.</param>
    /// <param name="findings">The same on findings as f.</param>
    public static FormattableString Of(TenantTransaction tx, FormattableString counts, FormattableString findings, DateTimeOffset now) => $"""
        select c.tenant_id, c.project_id, c.scanner, c.status, c.severity, c.findings from app.finding_counts c where c.tenant_id = {tx.TenantId} and {counts}
        union all
        select f.tenant_id, f.project_id, f.scanner, moved.status, f.severity, moved.findings
        from app.findings f cross join lateral (values (f.status, -1), (f.triage, 1)) as moved (status, findings)
        where f.tenant_id = {tx.TenantId} and {FindingState.IsWaking(now)} and {findings}
        """;
}

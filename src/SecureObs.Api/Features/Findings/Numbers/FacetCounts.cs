using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>Findings that count alike.</summary>
internal sealed record FacetCount(string Scanner, short Status, short Severity, long Findings);

/// <summary>How many findings there are by scanner, status and severity, whatever of these is filtered by.</summary>
internal static class FacetCounts
{
    /// <summary>From what is kept.</summary>
    public static Task<List<FacetCount>> KeptAsync(TenantTransaction tx, FindingFilter filter, DateTimeOffset now, CancellationToken ct)
    {
        var kept = KeptCounts.Of(tx, $"c.project_id = {filter.ProjectId ?? FindingCounts.AllProjects}", InProject(tx, filter), now);
        return tx.QueryAsync<FacetCount>($"""
            select k.scanner, k.status, k.severity, sum(k.findings)::bigint as findings from ({kept}) k where k.tenant_id = {tx.TenantId} group by 1, 2, 3
            """, ct);
    }

    /// <summary>One by one, and no more than <see cref="FindingFacets.Most"/>.</summary>
    /// <returns>And whether those were all.</returns>
    public static async Task<(List<FacetCount> Counts, bool Exact)> CountedAsync(
        TenantTransaction tx, FindingFilter filter, FilterLookups found, DateTimeOffset now, CancellationToken ct)
    {
        var further = (filter with { Severity = null, Status = null, Scanner = null }).Read(now, found: found).Conditions!;
        var counts = await tx.QueryAsync<FacetCount>($"""
            select l.scanner, l.status, l.severity, count(*) as findings
            from (
                select f.scanner, {FindingState.StatusAt(now)} as status, f.severity from app.findings f
                where f.tenant_id = {tx.TenantId} {further} limit {Sql.Rows(FindingFacets.Most + 1)}) l
            group by 1, 2, 3
            """, ct);
        return (counts, counts.Sum(count => count.Findings) <= FindingFacets.Most);
    }

    private static FormattableString InProject(TenantTransaction tx, FindingFilter filter) => filter.ProjectId is { } project ? (FormattableString)$"f.project_id = {project}"
        : $"exists (select from app.projects p where p.tenant_id = {tx.TenantId} and p.id = f.project_id and p.archived_at is null)";
}

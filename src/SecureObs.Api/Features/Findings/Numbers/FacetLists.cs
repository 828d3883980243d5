using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>The longer lists, of those values that most findings have.</summary>
internal static class FacetLists
{
    private const int Longest = 50;

    private sealed record RuleRow(string Value, long Findings, long All);

    private sealed record ProjectRow(Guid Id, string Name, long Findings, long All);

    /// <param name="conditions">Of the whole filter, on findings as f.</param>
    public static async Task<(IReadOnlyList<FacetValue>? Values, bool Exact)> RulesAsync(TenantTransaction tx, FormattableString conditions, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<RuleRow>($"""
            select l.rule_id as value, count(*) as findings, (sum(count(*)) over ())::bigint as all
            from (select f.rule_id from app.findings f where f.tenant_id = {tx.TenantId} {conditions} limit {Sql.Rows(FindingFacets.Most + 1)}) l
            group by 1 order by 2 desc, 1 limit {Sql.Rows(Longest)}
            """, ct);
        return ([.. rows.Select(row => new FacetValue(row.Value, row.Findings))], rows is [] || rows[0].All <= FindingFacets.Most);
    }

    /// <summary>Of all projects that are not archived, whichever is filtered by.</summary>
    public static async Task<(IReadOnlyList<FacetProject>? Values, bool Exact)> ProjectsAsync(
        TenantTransaction tx, FindingFilter filter, FoundTexts found, DateTimeOffset now, CancellationToken ct)
    {
        var everywhere = filter with { ProjectId = null };
        var rows = await tx.QueryAsync<ProjectRow>($"""
            select p.id, p.name, n.findings, n.all from (
                {(filter.IsKeptCounted ? Kept(tx, everywhere, now) : Counted(tx, everywhere, found, now))}) n
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = n.project_id
            where p.archived_at is null and n.findings > 0
            order by n.findings desc, p.name, p.id limit {Sql.Rows(Longest)}
            """, ct);
        return ([.. rows.Select(row => new FacetProject(row.Id, row.Name, row.Findings))], rows is [] || rows[0].All <= FindingFacets.Most);
    }

    private static FormattableString Kept(TenantTransaction tx, FindingFilter filter, DateTimeOffset now)
    {
        var kept = FacetCounts.Kept(tx, $"c.project_id <> {FindingCounts.AllProjects}", $"true", now);
        return $"""
            select k.project_id, sum(k.findings)::bigint as findings, 0::bigint as all from ({kept}) k
            where k.tenant_id = {tx.TenantId} and k.status = any({filter.Statuses()}) and k.severity = any({filter.Severities()})
              and ({filter.Scanner is not { Length: > 0 }} or k.scanner = any({filter.Scanner ?? []}))
            group by 1
            """;
    }

    private static FormattableString Counted(TenantTransaction tx, FindingFilter filter, FoundTexts found, DateTimeOffset now) => $"""
        select l.project_id, count(*) as findings, (sum(count(*)) over ())::bigint as all
        from (select f.project_id from app.findings f where f.tenant_id = {tx.TenantId} {filter.Read(now, found: found).Conditions!} limit {Sql.Rows(FindingFacets.Most + 1)}) l
        group by 1
        """;
}

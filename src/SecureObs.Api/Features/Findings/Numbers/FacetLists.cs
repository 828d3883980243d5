using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>One of the longer lists.</summary>
/// <param name="Exact">Whether all findings were counted.</param>
internal sealed record FacetList(IReadOnlyList<FacetValue> Values, bool Exact);

/// <summary>The longer lists, of those values that most findings have. Each counts no more than <see cref="FindingFacets.Most"/>.</summary>
internal sealed class FacetLists(TenantTransaction tx, FindingFilter filter, FilterLookups found, DateTimeOffset now)
{
    private const int Longest = 50;

    /// <param name="List">Empty for how many findings were looked at.</param>
    private sealed record ValueRow(string List, string? Value, long Findings);

    private sealed record ProjectRow(Guid Id, string Name, long Findings, long All);

    /// <param name="Which">The filter without what the list is about.</param>
    /// <param name="Value">What it counts for, of what was looked at as l.</param>
    private sealed record Longer(string Name, FindingFilter Which, FormattableString Value);

    /// <summary>What is not filtered by counts the same findings: they are looked at once for all such lists.</summary>
    /// <param name="wanted">rule, cwe, path, age; others are nobody's here.</param>
    public async Task<IReadOnlyDictionary<string, FacetList>> CountAsync(IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        var lists = new Dictionary<string, FacetList>();
        foreach (var alike in All().Where(list => wanted.Contains(list.Name)).GroupBy(list => list.Which))
        {
            var rows = (await CountAsync(alike.Key, [.. alike], ct)).ToLookup(row => row.List);
            var exact = rows[""].Single().Findings <= FindingFacets.Most;
            foreach (var list in alike)
                lists[list.Name] = new([.. rows[list.Name].Select(row => new FacetValue(row.Value!, row.Findings))], exact);
        }
        return lists;
    }

    private Longer[] All()
    {
        var prefix = filter.PathPrefix ?? "";
        return
        [
            new("rule", filter with { Rule = null }, $"l.rule_id"),
            new("cwe", filter with { Cwe = null }, $"unnest(l.cwe)"),
            new("path", filter, $"left(l.file_path, {prefix.Length} + coalesce(nullif(position('/' in substr(l.file_path, {prefix.Length + 1})), 0), length(l.file_path)))"),
            new("age", filter with { FirstSeenFrom = null, FirstSeenBefore = null }, $"""
                case when l.first_seen_at >= {now.AddDays(-1)} then 'day' when l.first_seen_at >= {now.AddDays(-7)} then 'week' when l.first_seen_at >= {now.AddDays(-30)} then 'month'
                    when l.first_seen_at >= {now.AddDays(-90)} then 'quarter' when l.first_seen_at >= {now.AddDays(-365)} then 'year' else 'older' end
                """),
        ];
    }

    private Task<List<ValueRow>> CountAsync(FindingFilter which, Longer[] lists, CancellationToken ct)
    {
        var counted = lists.Aggregate(Sql.Nothing, (before, list) => $"""
            {before}
            union all (
                select {list.Name}, v.value, count(*) from (select {list.Value} as value from looked l) v
                where v.value is not null
                group by v.value order by count(*) desc, v.value limit {Sql.Rows(Longest)})
            """);
        return tx.QueryAsync<ValueRow>($"""
            with looked as materialized (
                select f.rule_id, f.cwe, f.file_path, f.first_seen_at from app.findings f
                where f.tenant_id = {tx.TenantId} {which.Read(now, found: found).Conditions!} limit {Sql.Rows(FindingFacets.Most + 1)})
            select '' as list, null as value, count(*) as findings from looked {counted}
            """, ct);
    }

    /// <summary>Of all projects that are not archived, whichever is filtered by.</summary>
    public async Task<(IReadOnlyList<FacetProject>? Values, bool Exact)> ProjectsAsync(CancellationToken ct)
    {
        var everywhere = filter with { ProjectId = null };
        var rows = await tx.QueryAsync<ProjectRow>($"""
            select p.id, p.name, n.findings, n.all from (
                {(filter.IsKeptCounted ? Kept(everywhere) : Counted(everywhere))}) n
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = n.project_id
            where p.archived_at is null and n.findings > 0
            order by n.findings desc, p.name, p.id limit {Sql.Rows(Longest)}
            """, ct);
        return ([.. rows.Select(row => new FacetProject(row.Id, row.Name, row.Findings))], rows is [] || rows[0].All <= FindingFacets.Most);
    }

    private FormattableString Kept(FindingFilter everywhere)
    {
        var kept = KeptCounts.Of(tx, $"c.project_id <> {FindingCounts.AllProjects}", $"true", now);
        return $"""
            select k.project_id, sum(k.findings)::bigint as findings, 0::bigint as all from ({kept}) k
            where k.tenant_id = {tx.TenantId} and k.status = any({everywhere.Statuses()}) and k.severity = any({everywhere.Severities()})
              and ({everywhere.Scanner is not { Length: > 0 }} or k.scanner = any({everywhere.Scanner ?? []}))
            group by 1
            """;
    }

    private FormattableString Counted(FindingFilter everywhere) => $"""
        select l.project_id, count(*) as findings, (sum(count(*)) over ())::bigint as all
        from (select f.project_id from app.findings f where f.tenant_id = {tx.TenantId} {everywhere.Read(now, found: found).Conditions!} limit {Sql.Rows(FindingFacets.Most + 1)}) l
        group by 1
        """;
}

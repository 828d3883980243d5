using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>One of the longer lists.</summary>
/// <param name="Values">Null when nobody asked.</param>
/// <param name="Exact">Whether all findings were counted.</param>
internal sealed record FacetList(IReadOnlyList<FacetValue>? Values, bool Exact)
{
    public static readonly FacetList None = new(null, true);
}

/// <summary>The longer lists, of those values that most findings have. Each counts no more than <see cref="FindingFacets.Most"/>.</summary>
internal sealed class FacetLists(TenantTransaction tx, FindingFilter filter, FilterLookups found, DateTimeOffset now)
{
    private const int Longest = 50;

    private sealed record ValueRow(string Value, long Findings, long Looked);

    private sealed record ProjectRow(Guid Id, string Name, long Findings, long All);

    public Task<FacetList> RulesAsync(CancellationToken ct) => CountAsync(filter with { Rule = null }, $"f.rule_id", $"l.value", ct);

    public Task<FacetList> WeaknessesAsync(CancellationToken ct) => CountAsync(filter with { Cwe = null }, $"f.cwe", $"unnest(l.value)", ct);

    public Task<FacetList> PathsAsync(CancellationToken ct)
    {
        var prefix = filter.PathPrefix ?? "";
        var below = prefix.Length + 1;
        return CountAsync(filter, $"f.file_path",
            $"left(l.value, {prefix.Length} + coalesce(nullif(position('/' in substr(l.value, {below})), 0), length(l.value)))", ct);
    }

    public Task<FacetList> AgesAsync(CancellationToken ct) => CountAsync(filter with { FirstSeenFrom = null, FirstSeenBefore = null }, $"f.first_seen_at", $"""
        case when l.value >= {now.AddDays(-1)} then 'day' when l.value >= {now.AddDays(-7)} then 'week' when l.value >= {now.AddDays(-30)} then 'month'
            when l.value >= {now.AddDays(-90)} then 'quarter' when l.value >= {now.AddDays(-365)} then 'year' else 'older' end
        """, ct);

    /// <param name="which">The filter without what the list is about.</param>
    /// <param name="read">What is read of a finding as f.</param>
    /// <param name="value">What it counts for, of what was read as l.value.</param>
    private async Task<FacetList> CountAsync(FindingFilter which, FormattableString read, FormattableString value, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<ValueRow>($"""
            with looked as materialized (
                select {read} as value from app.findings f
                where f.tenant_id = {tx.TenantId} {which.Read(now, found: found).Conditions!} limit {Sql.Rows(FindingFacets.Most + 1)})
            select v.value, count(*) as findings, (select count(*) from looked) as looked
            from (select {value} as value from looked l) v
            where v.value is not null
            group by 1 order by 2 desc, 1 limit {Sql.Rows(Longest)}
            """, ct);
        return new([.. rows.Select(row => new FacetValue(row.Value, row.Findings))], rows is [] || rows[0].Looked <= FindingFacets.Most);
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

using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>Where a finding stands in a scope: bit <paramref name="Bit"/> of page <paramref name="Page"/> of each of its results.</summary>
internal readonly record struct Place(int Page, short Bit)
{
    /// <summary>A kilobyte of bits: a row of that size is kept whole, beside others on its page of the disk.</summary>
    public const int PageSize = 8192;
}

/// <summary>A scope numbers the findings that it ever had, in the order in which they came. Two that became one keep both places.</summary>
internal static class ScopePlaces
{
    private sealed record Row(Guid FindingId, int Page, short Bit)
    {
        public Place Place => new(Page, Bit);
    }

    /// <summary>The places of those that have any, the lowest first.</summary>
    public static async Task<ILookup<Guid, Place>> FindAsync(TenantTransaction tx, Guid scope, Guid[] findings, CancellationToken ct) =>
        (await RowsAsync(tx, scope, findings, ct)).ToLookup(row => row.FindingId, row => row.Place);

    /// <summary>The places of all; who has none is given the next.</summary>
    /// <param name="made">Those that cannot have any.</param>
    public static async Task<ILookup<Guid, Place>> FindOrAddAsync(TenantTransaction tx, Guid scope, Guid[] findings, Guid[] made, CancellationToken ct)
    {
        var asked = made.Length == 0 ? findings : [.. findings.Except(made)];
        var rows = asked.Length == 0 ? [] : await RowsAsync(tx, scope, asked, ct);
        var known = rows.Select(row => row.FindingId).ToHashSet();
        Guid[] missing = [.. findings.Where(finding => !known.Contains(finding))];
        if (missing.Length > 0)
            rows.AddRange(await AddAsync(tx, scope, missing, ct));
        return rows.ToLookup(row => row.FindingId, row => row.Place);
    }

    private static Task<List<Row>> RowsAsync(TenantTransaction tx, Guid scope, Guid[] findings, CancellationToken ct) => tx.QueryAsync<Row>($"""
        select m.finding_id, m.page, m.bit
        from unnest({findings}) as u (finding_id)
        join app.scope_findings m on m.tenant_id = {tx.TenantId} and m.scope_id = {scope} and m.finding_id = u.finding_id
        order by m.page, m.bit
        """, ct);

    private static async Task<List<Row>> AddAsync(TenantTransaction tx, Guid scope, Guid[] findings, CancellationToken ct)
    {
        var next = await tx.FirstAsync<int>($"""
            select m.page * {Place.PageSize} + m.bit + 1 from app.scope_findings m
            where m.tenant_id = {tx.TenantId} and m.scope_id = {scope}
            order by m.page desc, m.bit desc limit 1
            """, ct);
        List<Row> rows = [.. findings.Select((finding, n) => new Row(finding, (next + n) / Place.PageSize, (short)((next + n) % Place.PageSize)))];
        var (pages, bits) = (rows.Select(row => row.Page).ToArray(), rows.Select(row => row.Bit).ToArray());
        await tx.ExecuteAsync($"""
            insert into app.scope_findings (tenant_id, scope_id, finding_id, page, bit)
            select {tx.TenantId}, {scope}, u.finding_id, u.page, u.bit from unnest({findings}, {pages}, {bits}) as u (finding_id, page, bit)
            returning finding_id
            """, ct);
        return rows;
    }
}

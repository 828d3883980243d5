using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>One scanner's look at one branch of a project, in one run.</summary>
internal sealed record ScanScope(Guid ProjectId, Guid RunId, string Branch, string Scanner)
{
    public const int ScannerLength = 64;
}

/// <summary>Which result of its scope this run is: the number that presence intervals are made of.</summary>
internal sealed record ScanNumber(Guid ScopeId, int Seq);

internal static class ScanScopes
{
    private sealed record Numbered(Guid RunId, string Scanner, Guid ScopeId, int Seq);

    /// <summary>
    /// Finds or makes the result of each scope in its run. A scope's results are numbered 1, 2, 3 … in the order in which
    /// their runs first reported; a run that reports again keeps its number.
    /// </summary>
    public static async Task<Dictionary<ScanScope, ScanNumber>> NumberAsync(
        TenantTransaction tx, IReadOnlyCollection<ScanScope> scopes, DateTimeOffset now, CancellationToken ct)
    {
        var known = await FindAsync(tx, scopes, ct);
        var missing = scopes.Where(scope => !known.ContainsKey(scope)).ToList();
        if (missing.Count == 0)
            return known;

        // One at a time per run: two runs of one scope in one request must get two numbers.
        foreach (var run in missing.GroupBy(scope => scope.RunId))
            await AddAsync(tx, [.. run], now, ct);
        return await FindAsync(tx, scopes, ct);
    }

    private static async Task<Dictionary<ScanScope, ScanNumber>> FindAsync(
        TenantTransaction tx, IReadOnlyCollection<ScanScope> scopes, CancellationToken ct)
    {
        var runs = scopes.Select(scope => scope.RunId).Distinct().ToArray();
        var rows = await tx.QueryAsync<Numbered>($"""
            select r.run_id, s.scanner, r.scope_id, r.seq
            from app.scan_results r
            join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = r.scope_id
            where r.tenant_id = {tx.TenantId} and r.run_id = any({runs})
            """, ct);
        var numbers = rows.ToDictionary(row => (row.RunId, row.Scanner), row => new ScanNumber(row.ScopeId, row.Seq));
        return scopes.Where(scope => numbers.ContainsKey((scope.RunId, scope.Scanner)))
            .ToDictionary(scope => scope, scope => numbers[(scope.RunId, scope.Scanner)]);
    }

    private static async Task AddAsync(TenantTransaction tx, List<ScanScope> scopes, DateTimeOffset now, CancellationToken ct)
    {
        var run = scopes[0];
        var scanners = scopes.Select(scope => scope.Scanner).Order(StringComparer.Ordinal).ToArray();
        var ids = scanners.Select(_ => Guid.CreateVersion7()).ToArray();
        await tx.ExecuteAsync($"""
            with numbered as (
                insert into app.scan_scopes as s (tenant_id, id, project_id, branch, scanner, target, last_seq)
                select {tx.TenantId}, u.id, {run.ProjectId}, {run.Branch}, u.scanner, '', 1
                from unnest({ids}, {scanners}) as u (id, scanner)
                on conflict on constraint scan_scopes_uq do update set last_seq = s.last_seq + 1
                returning s.id, s.last_seq)
            insert into app.scan_results (tenant_id, run_id, scope_id, seq, status, findings, duration_milliseconds, reported_at)
            select {tx.TenantId}, {run.RunId}, n.id, n.last_seq, 0, 0, 0, {now} from numbered n
            on conflict on constraint scan_results_pk do nothing
            """, ct);
    }
}

using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>One scanner's look at one target of one branch of a project, in one run.</summary>
/// <param name="Target">What the scanner looked at, when a project has several; '' for the whole.</param>
internal sealed record ScanScope(Guid ProjectId, Guid RunId, string Branch, string Scanner, string Target)
{
    public const int ScannerLength = 64;
    public const int TargetLength = 256;
}

/// <summary>Which result of its scope this run is: the number that its bits of presence are kept under.</summary>
/// <param name="CurrentAt">When the run of the scope's newest complete result started; null when there is none.</param>
/// <param name="Status">What its scanner said of it, as a <see cref="ScannerStatus"/>; 0 so far nothing.</param>
/// <param name="IsNew">Made just now: it has no findings yet.</param>
internal sealed record ScanNumber(Guid ScopeId, int Seq, DateTime? CurrentAt = null, short Status = 0, bool IsNew = false)
{
    /// <summary>Whether what it sees is there now: no newer complete result says anything else.</summary>
    public bool SpeaksForNow(RunOfProject run) => Status != (short)ScannerStatus.Completed && (CurrentAt is null || run.StartedAt > CurrentAt);
}

internal static class ScanScopes
{
    private sealed record Numbered(Guid RunId, string Scanner, string Target, Guid ScopeId, int Seq, DateTime? CurrentAt, short Status);

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
        return (await FindAsync(tx, scopes, ct)).ToDictionary(number => number.Key, number => number.Value with { IsNew = !known.ContainsKey(number.Key) });
    }

    private static async Task<Dictionary<ScanScope, ScanNumber>> FindAsync(
        TenantTransaction tx, IReadOnlyCollection<ScanScope> scopes, CancellationToken ct)
    {
        var runs = scopes.Select(scope => scope.RunId).Distinct().ToArray();
        var rows = await tx.QueryAsync<Numbered>($"""
            select r.run_id, s.scanner, s.target, r.scope_id, r.seq, s.current_at, r.status
            from app.scan_results r
            join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = r.scope_id
            where r.tenant_id = {tx.TenantId} and r.run_id = any({runs})
            """, ct);
        var numbers = rows.ToDictionary(row => (row.RunId, row.Scanner, row.Target), row => new ScanNumber(row.ScopeId, row.Seq, row.CurrentAt, row.Status));
        return scopes.Where(scope => numbers.ContainsKey((scope.RunId, scope.Scanner, scope.Target)))
            .ToDictionary(scope => scope, scope => numbers[(scope.RunId, scope.Scanner, scope.Target)]);
    }

    private static async Task AddAsync(TenantTransaction tx, List<ScanScope> scopes, DateTimeOffset now, CancellationToken ct)
    {
        var run = scopes[0];
        var ordered = scopes.OrderBy(scope => scope.Scanner, StringComparer.Ordinal).ThenBy(scope => scope.Target, StringComparer.Ordinal).ToList();
        var (scanners, targets) = (ordered.Select(scope => scope.Scanner).ToArray(), ordered.Select(scope => scope.Target).ToArray());
        var ids = scanners.Select(_ => Guid.CreateVersion7()).ToArray();
        await tx.ExecuteAsync($"""
            with numbered as (
                insert into app.scan_scopes as s (tenant_id, id, project_id, branch, scanner, target, last_seq)
                select {tx.TenantId}, u.id, {run.ProjectId}, {run.Branch}, u.scanner, u.target, 1
                from unnest({ids}, {scanners}, {targets}) as u (id, scanner, target)
                on conflict on constraint scan_scopes_uq do update set last_seq = s.last_seq + 1
                returning s.id, s.last_seq)
            insert into app.scan_results (tenant_id, run_id, scope_id, seq, status, findings, duration_milliseconds, reported_at)
            select {tx.TenantId}, {run.RunId}, n.id, n.last_seq, 0, 0, 0, {now} from numbered n
            on conflict on constraint scan_results_pk do nothing
            """, ct);
    }

    /// <summary>Published clients send the version with every row instead of reporting a result.</summary>
    public static async Task NameVersionsAsync(
        TenantTransaction tx, IReadOnlyDictionary<ScanNumber, (Guid RunId, string Version)> versions, CancellationToken ct)
    {
        if (versions.Count == 0)
            return;
        var (runs, scopes) = (versions.Values.Select(each => each.RunId).ToArray(), versions.Keys.Select(number => number.ScopeId).ToArray());
        var texts = versions.Values.Select(each => each.Version).ToArray();
        await tx.ExecuteAsync($"""
            update app.scan_results s set version = u.version
            from unnest({runs}, {scopes}, {texts}) as u (run_id, scope_id, version)
            where s.tenant_id = {tx.TenantId} and s.run_id = u.run_id and s.scope_id = u.scope_id and s.version is null
            """, ct);
    }

    /// <summary>Notes which result of a scope is its newest complete one, by when the runs started and not by when they reported.</summary>
    /// <returns>Its run; null when there is none.</returns>
    public static async Task<Guid?> SetCurrentAsync(TenantTransaction tx, Guid scope, CancellationToken ct)
    {
        await tx.ExecuteAsync($"""
            update app.scan_scopes s set current_run = n.run_id, current_seq = n.seq, current_at = n.started_at
            from (select 1) one left join lateral (
                select r.run_id, r.seq, u.started_at
                from app.scan_results r join app.runs u on u.tenant_id = {tx.TenantId} and u.id = r.run_id
                where r.tenant_id = {tx.TenantId} and r.scope_id = {scope} and r.status = {ScannerStatus.Completed}
                order by u.started_at desc, r.run_id desc
                limit 1) n on true
            where s.tenant_id = {tx.TenantId} and s.id = {scope} and s.current_run is distinct from n.run_id
            """, ct);
        return await tx.FirstAsync<Guid?>($"select current_run from app.scan_scopes where tenant_id = {tx.TenantId} and id = {scope}", ct);
    }
}

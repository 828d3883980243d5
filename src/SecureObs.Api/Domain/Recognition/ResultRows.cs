using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>Where the rows of a result stand that differ from what their findings show, until the result is complete.</summary>
internal static class ResultRows
{
    /// <summary>
    /// Notes under which fingerprint unfinished results have findings that are about to get another one: a further row of such
    /// a result must not be taken for the one that it has. A run that nobody closes is taken for finished after a day.
    /// </summary>
    public static async Task RememberAsync(TenantTransaction tx, Guid[] findings, DateTimeOffset now, CancellationToken ct)
    {
        var finished = now.AddDays(-1);
        await tx.ExecuteAsync($"""
            delete from app.result_rows w using app.runs u
            where w.tenant_id = {tx.TenantId} and w.finding_id = any({findings}) and u.tenant_id = {tx.TenantId} and u.id = w.run_id and u.opened_at < {finished}
            """, ct);
        await tx.ExecuteAsync($"""
            insert into app.result_rows (tenant_id, run_id, scope_id, finding_id, fingerprint)
            select {tx.TenantId}, r.run_id, r.scope_id, f.id, f.fingerprint
            from app.findings f
            join app.scope_findings m on m.tenant_id = {tx.TenantId} and m.finding_id = f.id
            join app.scan_results r on r.tenant_id = {tx.TenantId} and r.scope_id = m.scope_id
            join app.runs u on u.tenant_id = {tx.TenantId} and u.id = r.run_id and u.closed_at is null and u.opened_at >= {finished}
            join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = r.scope_id and b.seq = r.seq and b.page = m.page and {Presence.IsSet}
            where f.tenant_id = {tx.TenantId} and f.id = any({findings})
            on conflict on constraint result_rows_pk do nothing
            """, ct);
    }

    /// <summary>When a result is done with, or its run is.</summary>
    public static Task<int> DropAsync(TenantTransaction tx, Guid run, FormattableString further, CancellationToken ct) =>
        tx.ExecuteAsync($"delete from app.result_rows w where w.tenant_id = {tx.TenantId} and w.run_id = {run} {further}", ct);
}

using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>
/// In which runs a finding was present, as intervals of a scope's results: a finding that every run sees is one row,
/// however many runs. Results may arrive in any order; what is true of each is kept either way.
/// </summary>
internal static class Presence
{
    /// <summary>A result has these. One that its client did not report counts what arrived.</summary>
    public static Task<int> ExtendAsync(TenantTransaction tx, Guid run, ScanNumber result, Guid[] findings, CancellationToken ct) => findings.Length == 0 ? Task.FromResult(0) : tx.ExecuteAsync($"""
        with fresh as (
            select u.finding_id from unnest({findings}) as u (finding_id) where {(result.IsNew ? (FormattableString)$"true" : NotIn(tx, result))}),
        longer as (
            update app.finding_presence i set to_seq = {result.Seq} from fresh u
            where i.tenant_id = {tx.TenantId} and i.scope_id = {result.ScopeId} and i.finding_id = u.finding_id and i.to_seq = {result.Seq - 1}
            returning i.finding_id),
        begun as (
            insert into app.finding_presence (tenant_id, scope_id, finding_id, from_seq, to_seq)
            select {tx.TenantId}, {result.ScopeId}, u.finding_id, {result.Seq}, {result.Seq} from fresh u
            where not exists (select from longer l where l.finding_id = u.finding_id)
            on conflict on constraint finding_presence_pk do nothing
            returning finding_id)
        update app.scan_results s set findings = s.findings + c.more
        from (select (select count(*) from longer) + (select count(*) from begun) as more) c
        where s.tenant_id = {tx.TenantId} and s.run_id = {run} and s.scope_id = {result.ScopeId} and s.status = 0 and c.more > 0
        """, ct);

    private static FormattableString NotIn(TenantTransaction tx, ScanNumber result) => $"""
        not exists (
            select from app.finding_presence c
            where c.tenant_id = {tx.TenantId} and c.scope_id = {result.ScopeId} and c.finding_id = u.finding_id and {result.Seq} between c.from_seq and c.to_seq)
        """;

    /// <summary>Takes findings out of a result: they turned out to be others.</summary>
    public static async Task RemoveAsync(TenantTransaction tx, Guid scope, int seq, Guid[] findings, CancellationToken ct)
    {
        if (findings.Length == 0)
            return;
        await tx.ExecuteAsync($"""
            update app.scan_results s set findings = s.findings - (
                select count(*) from app.finding_presence i
                where i.tenant_id = {tx.TenantId} and i.scope_id = {scope} and i.finding_id = any({findings}) and {seq} between i.from_seq and i.to_seq)
            where s.tenant_id = {tx.TenantId} and s.scope_id = {scope} and s.seq = {seq} and s.status = 0
            """, ct);
        await tx.ExecuteAsync($"""
            insert into app.finding_presence (tenant_id, scope_id, finding_id, from_seq, to_seq)
            select {tx.TenantId}, i.scope_id, i.finding_id, {seq + 1}, i.to_seq from app.finding_presence i
            where i.tenant_id = {tx.TenantId} and i.scope_id = {scope} and i.finding_id = any({findings}) and i.from_seq <= {seq} and i.to_seq > {seq}
            on conflict on constraint finding_presence_pk do nothing
            """, ct);
        await tx.ExecuteAsync($"""
            update app.finding_presence i set to_seq = {seq - 1}
            where i.tenant_id = {tx.TenantId} and i.scope_id = {scope} and i.finding_id = any({findings}) and i.from_seq < {seq} and i.to_seq >= {seq}
            """, ct);
        await tx.ExecuteAsync($"""
            delete from app.finding_presence i
            where i.tenant_id = {tx.TenantId} and i.scope_id = {scope} and i.finding_id = any({findings}) and i.from_seq = {seq}
            """, ct);
    }
}

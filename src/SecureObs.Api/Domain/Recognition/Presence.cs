using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>A finding was seen in result number <paramref name="Seq"/> of a scope.</summary>
internal readonly record struct Sighting(Guid RunId, Guid ScopeId, int Seq, Guid FindingId);

/// <summary>
/// In which runs a finding was present, as intervals of a scope's results: a finding that every run sees is one row,
/// however many runs. Results may arrive in any order; what is true of each is kept either way.
/// </summary>
internal static class Presence
{
    public static async Task ExtendAsync(TenantTransaction tx, List<Sighting> seen, CancellationToken ct)
    {
        var (runs, scopes) = (seen.Select(each => each.RunId).ToArray(), seen.Select(each => each.ScopeId).ToArray());
        var (numbers, findings) = (seen.Select(each => each.Seq).ToArray(), seen.Select(each => each.FindingId).ToArray());

        var extended = await tx.ExecuteAsync($"""
            update app.finding_presence i set to_seq = u.seq
            from unnest({scopes}, {findings}, {numbers}) as u (scope_id, finding_id, seq)
            where i.tenant_id = {tx.TenantId} and i.scope_id = u.scope_id and i.finding_id = u.finding_id and i.to_seq = u.seq - 1
              and not exists (
                select from app.finding_presence c
                where c.tenant_id = {tx.TenantId} and c.scope_id = u.scope_id and c.finding_id = u.finding_id and u.seq between c.from_seq and c.to_seq)
            """, ct);
        var begun = extended == seen.Count ? 0 : await tx.ExecuteAsync($"""
            insert into app.finding_presence (tenant_id, scope_id, finding_id, from_seq, to_seq)
            select {tx.TenantId}, u.scope_id, u.finding_id, u.seq, u.seq
            from unnest({scopes}, {findings}, {numbers}) as u (scope_id, finding_id, seq)
            where not exists (
                select from app.finding_presence c
                where c.tenant_id = {tx.TenantId} and c.scope_id = u.scope_id and c.finding_id = u.finding_id and u.seq between c.from_seq and c.to_seq)
            on conflict on constraint finding_presence_pk do nothing
            """, ct);
        if (extended + begun > 0)
            await CountAsync(tx, runs, scopes, ct);
    }

    /// <summary>Takes findings out of a result: they turned out to be others.</summary>
    public static async Task RemoveAsync(TenantTransaction tx, Guid scope, int seq, Guid[] findings, CancellationToken ct)
    {
        if (findings.Length == 0)
            return;
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

    /// <summary>A result that its client did not report counts what arrived.</summary>
    private static Task<int> CountAsync(TenantTransaction tx, Guid[] runs, Guid[] scopes, CancellationToken ct) => tx.ExecuteAsync($"""
        update app.scan_results s set findings = (
            select count(*) from app.finding_presence i
            where i.tenant_id = {tx.TenantId} and i.scope_id = s.scope_id and s.seq between i.from_seq and i.to_seq)
        from (select distinct run_id, scope_id from unnest({runs}, {scopes}) as u (run_id, scope_id)) as touched
        where s.tenant_id = {tx.TenantId} and s.run_id = touched.run_id and s.scope_id = touched.scope_id and s.status = 0
        """, ct);
}

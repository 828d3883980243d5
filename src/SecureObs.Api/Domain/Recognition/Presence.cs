using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>
/// Which findings a result has: a bit for each that its scope ever had, so that seeing what is known writes an eighth of a
/// byte. Results may arrive in any order, and in parts. Whoever writes holds the project's lock.
/// </summary>
internal static class Presence
{
    /// <summary>
    /// Whether a place of a scope as m is set in the same page of a result as b, which may be null from an outer join. What is after
    /// the last byte is not set. At most one of the places of a finding is.
    /// </summary>
    public static readonly FormattableString IsSet = $"case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end";

    /// <summary>Joins a result as r with its pages as b and the places of its findings as m.</summary>
    public static FormattableString Of(TenantTransaction tx) => $"""
        join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = r.scope_id and b.seq = r.seq
        join app.scope_findings m on m.tenant_id = {tx.TenantId} and m.scope_id = b.scope_id and m.page = b.page and {IsSet}
        """;

    /// <summary>A result has these. One that its client did not report counts what arrived.</summary>
    /// <param name="made">Those of them that were made just now: they have no place in any scope.</param>
    public static async Task ExtendAsync(TenantTransaction tx, Guid run, ScanNumber result, Guid[] findings, CancellationToken ct, Guid[]? made = null)
    {
        if (findings.Length == 0)
            return;
        var places = await ScopePlaces.FindOrAddAsync(tx, result.ScopeId, findings, made ?? [], ct);
        var bits = result.IsNew ? new() : await ResultBits.ReadAsync(tx, result.ScopeId, result.Seq, places, ct);
        var fresh = findings.Count(finding => !places[finding].Any(bits.Has) && bits.Set(places[finding].First()));
        await bits.WriteAsync(tx, result.ScopeId, result.Seq, ct);
        if (fresh > 0)
            await tx.ExecuteAsync($"""
                update app.scan_results s set findings = s.findings + {fresh}
                where s.tenant_id = {tx.TenantId} and s.run_id = {run} and s.scope_id = {result.ScopeId} and s.status = 0
                """, ct);
    }

    /// <summary>Takes findings out of a result: they turned out to be others. What no result of the scope has any more loses its place in it.</summary>
    public static async Task RemoveAsync(TenantTransaction tx, Guid scope, int seq, Guid[] findings, CancellationToken ct)
    {
        if (findings.Length == 0)
            return;
        var places = await ScopePlaces.FindAsync(tx, scope, findings, ct);
        var bits = await ResultBits.ReadAsync(tx, scope, seq, places, ct);
        var removed = places.SelectMany(place => place).Count(bits.Clear);
        await bits.WriteAsync(tx, scope, seq, ct);
        if (removed > 0)
            await tx.ExecuteAsync($"""
                update app.scan_results s set findings = s.findings - {removed}
                where s.tenant_id = {tx.TenantId} and s.scope_id = {scope} and s.seq = {seq} and s.status = 0
                """, ct);
        await tx.ExecuteAsync($"""
            delete from app.scope_findings m
            where m.tenant_id = {tx.TenantId} and m.scope_id = {scope} and m.finding_id = any({findings}) and not exists (
                select from app.result_findings b
                where b.tenant_id = {tx.TenantId} and b.scope_id = {scope} and b.page = m.page and {IsSet})
            """, ct);
    }
}

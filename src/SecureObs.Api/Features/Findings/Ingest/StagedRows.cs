using SecureObs.Api.Platform.Tenancy;
using SecureObs.Identity;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>Writes down where rows stand that do not, or not yet, overwrite what their findings show.</summary>
internal static class StagedRows
{
    public static Task<int> WriteAsync(
        TenantTransaction tx, Guid run, Guid scope, List<(KeyedFinding Row, KnownFinding Finding, Rung Rung)> rows, CancellationToken ct)
    {
        var ids = rows.Select(each => each.Finding.Id).ToArray();
        var fingerprints = rows.Select(each => each.Row.Keys.Fingerprint).ToArray();
        var features = rows.Select(each => each.Row.Finding.Features).ToArray();
        return tx.ExecuteAsync($"""
            insert into app.result_rows as w (tenant_id, run_id, scope_id, finding_id, fingerprint, features)
            select {tx.TenantId}, {run}, {scope}, u.finding_id, u.fingerprint, u.features
            from unnest({ids}, {fingerprints}, {features}) as u (finding_id, fingerprint, features)
            on conflict on constraint result_rows_pk do update set fingerprint = excluded.fingerprint, features = excluded.features
            where (w.fingerprint, w.features) is distinct from (excluded.fingerprint, excluded.features)
            """, ct);
    }
}

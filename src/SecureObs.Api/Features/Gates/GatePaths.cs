using SecureObs.Api.Domain.Infrastructure;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Gate;
using SecureObs.Graph.Model;

namespace SecureObs.Api.Features.Gates;

/// <summary>Reads the attack paths of runs for the gate.</summary>
internal static class GatePaths
{
    private sealed record Row(Guid AnalysisId, string Shape, string Entry, string Target, short Asset, short Evidence, int Score, bool IsNew);

    /// <summary>The analyses of each run; a run without any has none.</summary>
    public static async Task<ILookup<Guid, GateAnalysis>> LoadAsync(TenantTransaction tx, Guid[] runs, CancellationToken ct)
    {
        var analyses = await BaseAnalysis.FindAsync(tx, $"a.run_id = any({runs})", ct);
        var (ids, bases) = (analyses.Select(analysis => analysis.Id).ToArray(), analyses.Select(analysis => analysis.BaseId).ToArray());
        var paths = (await tx.QueryAsync<Row>($"""
            select t.analysis_id, pg_catalog.encode(t.shape, 'hex') as shape, s.address as entry, d.address as target, t.asset, t.evidence,
                pg_catalog.round(100 * t.score_entry * t.score_hops * t.score_evidence * t.score_target)::integer as score,
                not exists (select from app.attack_paths o where o.tenant_id = {tx.TenantId} and o.analysis_id = u.base and o.shape = t.shape) as is_new
            from unnest({ids}, {bases}) as u (id, base)
            join app.attack_paths t on t.tenant_id = {tx.TenantId} and t.analysis_id = u.id
            join app.infrastructure_edges f on f.tenant_id = {tx.TenantId} and f.analysis_id = u.id and f.number = t.hops[1]
            join app.infrastructure_edges l on l.tenant_id = {tx.TenantId} and l.analysis_id = u.id and l.number = t.hops[pg_catalog.cardinality(t.hops)]
            join app.infrastructure_nodes s on s.tenant_id = {tx.TenantId} and s.analysis_id = u.id and s.number = f.source
            join app.infrastructure_nodes d on d.tenant_id = {tx.TenantId} and d.analysis_id = u.id and d.number = l.target
            order by t.analysis_id, t.number
            """, ct)).ToLookup(row => row.AnalysisId);
        return analyses.ToLookup(analysis => analysis.RunId, analysis => new GateAnalysis { Root = analysis.Root, Paths = [.. paths[analysis.Id].Select(Path)] });
    }

    private static GatePath Path(Row row) => new()
    {
        Shape = row.Shape,
        Entry = row.Entry,
        Target = row.Target,
        Asset = WireWords<AssetKind>.Of((AssetKind)row.Asset),
        Evidence = WireWords<Evidence>.Of((Evidence)row.Evidence),
        Score = row.Score,
        IsNew = row.IsNew,
    };
}

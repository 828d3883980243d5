using SecureObs.Api.Platform.Tenancy;
using SecureObs.Graph.Model;
using SecureObs.Graph.Paths;

namespace SecureObs.Api.Domain.Infrastructure;

/// <summary>A path as it was found, with its number among those of the analysis.</summary>
/// <param name="Edges">The numbers of its hops.</param>
/// <param name="Nodes">The numbers of the nodes that it goes over: one more than hops.</param>
internal sealed record StoredPath(int Number, AttackPath Path, IReadOnlyList<int> Edges, IReadOnlyList<int> Nodes);

/// <summary>Reads attack paths; there are at most <see cref="PathSearch.MostPaths"/> of an analysis.</summary>
internal static class StoredPaths
{
    private sealed record PathRow(int Number, byte[] Shape, short Asset, double ScoreEntry, double ScoreHops, double ScoreEvidence, double ScoreTarget, int Alike);

    private sealed record HopRow
    {
        public required int Path { get; init; }
        public required int Number { get; init; }
        public required int SourceNumber { get; init; }
        public required int TargetNumber { get; init; }
        public required string Source { get; init; }
        public required string Target { get; init; }
        public required short Family { get; init; }
        public required short Verb { get; init; }
        public required short Evidence { get; init; }
        public required string Ports { get; init; }
        public required string Detail { get; init; }
        public required string[] Basis { get; init; }
    }

    /// <param name="which">A condition on attack paths as t.</param>
    public static async Task<List<StoredPath>> ReadAsync(TenantTransaction tx, Guid analysis, FormattableString which, CancellationToken ct)
    {
        var paths = await tx.QueryAsync<PathRow>($"""
            select t.number, t.shape, t.asset, t.score_entry, t.score_hops, t.score_evidence, t.score_target, t.alike
            from app.attack_paths t
            where t.tenant_id = {tx.TenantId} and t.analysis_id = {analysis} and {which}
            order by t.number
            """, ct);
        var hops = (await tx.QueryAsync<HopRow>($"""
            select t.number as path, e.number, s.number as source_number, d.number as target_number, s.address as source, d.address as target, e.family, e.verb, e.evidence, e.ports, e.detail, e.basis
            from app.attack_paths t
            cross join lateral unnest(t.hops) with ordinality as h (edge, place)
            join app.infrastructure_edges e on e.tenant_id = {tx.TenantId} and e.analysis_id = t.analysis_id and e.number = h.edge
            join app.infrastructure_nodes s on s.tenant_id = {tx.TenantId} and s.analysis_id = t.analysis_id and s.number = e.source
            join app.infrastructure_nodes d on d.tenant_id = {tx.TenantId} and d.analysis_id = t.analysis_id and d.number = e.target
            where t.tenant_id = {tx.TenantId} and t.analysis_id = {analysis} and {which}
            order by t.number, h.place
            """, ct)).ToLookup(hop => hop.Path);
        return [.. paths.Select(row => Path(row, [.. hops[row.Number]]))];
    }

    private static StoredPath Path(PathRow row, IReadOnlyList<HopRow> hops) => new(row.Number,
        new([.. hops.Select(Edge)], (AssetKind)row.Asset, new(row.ScoreEntry, row.ScoreHops, row.ScoreEvidence, row.ScoreTarget), Convert.ToHexStringLower(row.Shape), row.Alike),
        [.. hops.Select(hop => hop.Number)], [.. hops.Select(hop => hop.SourceNumber), hops[^1].TargetNumber]);

    private static GraphEdge Edge(HopRow hop) =>
        new(hop.Source, hop.Target, (EdgeFamily)hop.Family, (Verb)hop.Verb, (Evidence)hop.Evidence, Basis(hop.Basis)) { Ports = hop.Ports, Detail = hop.Detail };

    /// <summary>Address, attribute, address, attribute.</summary>
    public static IReadOnlyList<Basis> Basis(string[] texts) => [.. texts.Chunk(2).Select(pair => new Basis(pair[0], pair[^1]))];
}

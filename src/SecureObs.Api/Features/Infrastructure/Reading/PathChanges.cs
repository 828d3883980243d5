using SecureObs.Api.Domain.Infrastructure;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Graph.Paths;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>An analysis beside its base: which resources and paths are new, which are gone.</summary>
internal static class PathChanges
{
    private const int MostResources = 50;
    private const int MostPaths = 20;

    private sealed record ShapeRow(string Shape);

    private sealed record CountedAddress(string Address, int All);

    private sealed record Count(int All);

    /// <returns>Null when there is no base: then everything is new.</returns>
    public static async Task<IReadOnlySet<string>?> BaseShapesAsync(TenantTransaction tx, Guid analysis, CancellationToken ct) =>
        await BaseAnalysis.FindAsync(tx, $"a.id = {analysis}", ct) is [{ BaseId: { } baseId }]
            ? (await tx.QueryAsync<ShapeRow>($"""
                select pg_catalog.encode(shape, 'hex') as shape from app.attack_paths where tenant_id = {tx.TenantId} and analysis_id = {baseId}
                """, ct)).Select(row => row.Shape).ToHashSet()
            : null;

    public static async Task<InfrastructureComparison> CompareAsync(TenantTransaction tx, AnalysisOfRun analysis, CancellationToken ct)
    {
        var (own, other) = (analysis.Id, analysis.BaseId ?? Guid.Empty);
        var (added, removed) = (await MissingAsync(tx, own, other, ct), await MissingAsync(tx, other, own, ct));
        var (opened, closed) = (await PathsAsync(tx, own, other, ct), await PathsAsync(tx, other, own, ct));
        return new(analysis.Root, analysis.Id, analysis.BaseId, analysis.IsStatic,
            added.FirstOrDefault()?.All ?? 0, removed.FirstOrDefault()?.All ?? 0, [.. added.Select(row => row.Address)], [.. removed.Select(row => row.Address)],
            opened.Count, closed.Count, opened.Paths, closed.Paths);
    }

    /// <summary>Resources of one analysis that the other does not have.</summary>
    private static Task<List<CountedAddress>> MissingAsync(TenantTransaction tx, Guid one, Guid other, CancellationToken ct) => tx.QueryAsync<CountedAddress>($"""
        select n.address, (count(*) over ())::integer as all
        from app.infrastructure_nodes n
        where n.tenant_id = {tx.TenantId} and n.analysis_id = {one} and n.type <> ''
          and not exists (select from app.infrastructure_nodes o where o.tenant_id = {tx.TenantId} and o.analysis_id = {other} and o.address = n.address)
        order by n.number limit {MostResources}
        """, ct);

    private static async Task<(int Count, IReadOnlyList<PathSummary> Paths)> PathsAsync(TenantTransaction tx, Guid one, Guid other, CancellationToken ct)
    {
        FormattableString missing = $"not exists (select from app.attack_paths o where o.tenant_id = {tx.TenantId} and o.analysis_id = {other} and o.shape = t.shape)";
        var count = await tx.FirstAsync<Count>($"select count(*)::integer as all from app.attack_paths t where t.tenant_id = {tx.TenantId} and t.analysis_id = {one} and {missing}", ct);
        if (count is not { All: > 0 })
            return (0, []);
        var numbers = (await tx.QueryAsync<Count>($"select t.number as all from app.attack_paths t where t.tenant_id = {tx.TenantId} and t.analysis_id = {one} and {missing} order by t.number limit {MostPaths}", ct)).Select(row => row.All).ToArray();
        var paths = await StoredPaths.ReadAsync(tx, one, $"t.number = any({numbers})", ct);
        return (count.All, [.. paths.Select(path => Summary(path.Path))]);
    }

    private static PathSummary Summary(AttackPath path) => new(path.Entry, path.Target, Platform.Transport.WireWords<Graph.Model.AssetKind>.Of(path.Asset), Platform.Transport.WireWords<Graph.Model.Evidence>.Of(path.Evidence),
        path.Score.Value, [path.Entry, .. path.Hops.Select(hop => hop.Target)], Narrative.Of(path));
}

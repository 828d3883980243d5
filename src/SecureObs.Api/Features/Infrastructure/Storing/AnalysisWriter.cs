using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Graph.Model;

namespace SecureObs.Api.Features.Infrastructure.Storing;

/// <summary>Writes an analysis as a whole, and deletes what is older than the newest few of its root and branch.</summary>
internal static class AnalysisWriter
{
    /// <summary>Of one root on one branch.</summary>
    private const int MostKept = 10;

    /// <summary>Of one run: each is compared by itself, and all of them decide at the gate.</summary>
    public const int MostRoots = 50;

    private sealed record Known(Guid Id, byte[] PlanDigest, int Resources, int Edges, int Paths);

    /// <returns>What is kept, and whether it was written now; null when the run has as many roots as it may have.</returns>
    public static async Task<(TopologyResult Kept, bool IsNew)?> WriteAsync(TenantTransaction tx, NewAnalysis analysis, CancellationToken ct)
    {
        var run = (await RunsOfProject.OpenAsync(tx, analysis.ProjectId, [analysis.PipelineRunId], analysis.Branch, analysis.At, ct))[analysis.PipelineRunId];
        var known = await tx.FirstAsync<Known>($"""
            select id, plan_digest, resources, edges, paths from app.infrastructure_analyses
            where tenant_id = {tx.TenantId} and run_id = {run.Id} and root = {analysis.Root}
            """, ct);
        // Ours when the answer to the commit of an attempt before got lost.
        if (known is not null && known.PlanDigest.AsSpan().SequenceEqual(analysis.Digest))
            return (new(known.Resources, known.Edges, known.Paths, known.Id), known.Id == analysis.Id);
        if (known is null && await RootsAsync(tx, run, ct) >= MostRoots)
            return null;
        if (known is not null)
            await DeleteAsync(tx, [known.Id], ct);
        await WriteAnalysisAsync(tx, analysis, run, ct);
        var numbers = await WriteNodesAsync(tx, analysis, ct);
        await WriteEdgesAsync(tx, analysis, numbers, ct);
        await WritePathsAsync(tx, analysis, ct);
        await DeleteAsync(tx, await OldAsync(tx, analysis, run, ct), ct);
        return (new(analysis.Topology.Resources.Count, analysis.Graph.Edges.Count, analysis.Found.Paths.Count, analysis.Id), true);
    }

    private static Task<long> RootsAsync(TenantTransaction tx, RunOfProject run, CancellationToken ct) =>
        tx.FirstAsync<long>($"select count(*) from app.infrastructure_analyses where tenant_id = {tx.TenantId} and run_id = {run.Id}", ct);

    private static Task<int> WriteAnalysisAsync(TenantTransaction tx, NewAnalysis analysis, RunOfProject run, CancellationToken ct) => tx.ExecuteAsync($"""
        insert into app.infrastructure_analyses (tenant_id, id, project_id, run_id, root, is_static, plan_digest, terraform_version, source_revision,
            resources, edges, paths, paths_truncated, warnings, created_at)
        values ({tx.TenantId}, {analysis.Id}, {analysis.ProjectId}, {run.Id}, {analysis.Root}, {analysis.IsStatic}, {analysis.Digest},
            {analysis.Topology.TerraformVersion}::text, {analysis.Topology.SourceRevision}::text, {analysis.Topology.Resources.Count},
            {analysis.Graph.Edges.Count}, {analysis.Found.Paths.Count}, {analysis.Found.Truncated}, {analysis.Warnings}, {analysis.At})
        """, ct);

    private static async Task<Dictionary<string, int>> WriteNodesAsync(TenantTransaction tx, NewAnalysis analysis, CancellationToken ct)
    {
        var nodes = analysis.Graph.Nodes;
        var numbers = nodes.Select((node, number) => (node.Address, number)).ToDictionary(pair => pair.Address, pair => pair.number, StringComparer.Ordinal);
        var resources = analysis.Topology.Resources.DistinctBy(resource => resource.Address).ToDictionary(resource => resource.Address, StringComparer.Ordinal);
        TopologyResource? Of(GraphNode node) => resources.GetValueOrDefault(node.Address);
        var (addresses, types) = (nodes.Select(node => node.Address).ToArray(), nodes.Select(node => node.Type).ToArray());
        var (kinds, exposures, assets) = (nodes.Select(node => (short)node.Kind).ToArray(), nodes.Select(node => (short)node.Exposure).ToArray(), nodes.Select(node => (short)node.Asset).ToArray());
        var parents = nodes.Select(node => node.Parent is { } parent ? numbers[parent] : (int?)null).ToArray();
        var actions = nodes.Select(node => string.Join(' ', Of(node)?.ChangeActions ?? [])).ToArray();
        var attributes = nodes.Select(node => (Of(node)?.SafeAttributes ?? []).ToJsonString()).ToArray();
        var (unknown, redacted) = (nodes.Select(node => Json(Of(node)?.UnknownAttributePaths)).ToArray(), nodes.Select(node => Json(Of(node)?.RedactedAttributePaths)).ToArray());
        await tx.ExecuteAsync($"""
            insert into app.infrastructure_nodes (tenant_id, analysis_id, number, address, type, kind, exposure, asset, parent, actions, attributes, unknown, redacted)
            select {tx.TenantId}, {analysis.Id}, u.place - 1, u.address, u.type, u.kind, u.exposure, u.asset, u.parent, u.actions, u.attributes::jsonb,
                array(select pg_catalog.jsonb_array_elements_text(u.unknown::jsonb)), array(select pg_catalog.jsonb_array_elements_text(u.redacted::jsonb))
            from unnest({addresses}, {types}, {kinds}, {exposures}, {assets}, {parents}, {actions}, {attributes}, {unknown}, {redacted})
                with ordinality as u (address, type, kind, exposure, asset, parent, actions, attributes, unknown, redacted, place)
            returning number
            """, ct);
        return numbers;
    }

    private static Task<int> WriteEdgesAsync(TenantTransaction tx, NewAnalysis analysis, Dictionary<string, int> numbers, CancellationToken ct)
    {
        var edges = analysis.Graph.Edges;
        var (sources, targets) = (edges.Select(edge => numbers[edge.Source]).ToArray(), edges.Select(edge => numbers[edge.Target]).ToArray());
        var (families, verbs, evidence) = (edges.Select(edge => (short)edge.Family).ToArray(), edges.Select(edge => (short)edge.Verb).ToArray(), edges.Select(edge => (short)edge.Evidence).ToArray());
        var (ports, details) = (edges.Select(edge => edge.Ports.Length <= 1024 ? edge.Ports : edge.Ports[..1024]).ToArray(), edges.Select(edge => edge.Detail.Length <= 256 ? edge.Detail : edge.Detail[..256]).ToArray());
        var basis = edges.Select(edge => Json([.. edge.Basis.SelectMany(each => new[] { each.Address, each.Path })])).ToArray();
        return tx.ExecuteAsync($"""
            insert into app.infrastructure_edges (tenant_id, analysis_id, number, source, target, family, verb, evidence, ports, detail, basis)
            select {tx.TenantId}, {analysis.Id}, u.place - 1, u.source, u.target, u.family, u.verb, u.evidence, u.ports, u.detail,
                array(select pg_catalog.jsonb_array_elements_text(u.basis::jsonb))
            from unnest({sources}, {targets}, {families}, {verbs}, {evidence}, {ports}, {details}, {basis})
                with ordinality as u (source, target, family, verb, evidence, ports, detail, basis, place)
            returning number
            """, ct);
    }

    private static async Task WritePathsAsync(TenantTransaction tx, NewAnalysis analysis, CancellationToken ct)
    {
        var numbers = analysis.Graph.Edges.Select((edge, number) => (edge, number)).ToDictionary(pair => Key(pair.edge), pair => pair.number);
        var paths = analysis.Found.Paths;
        var (shapes, assets, evidence) = (paths.Select(path => Convert.FromHexString(path.Shape)).ToArray(), paths.Select(path => (short)path.Asset).ToArray(), paths.Select(path => (short)path.Evidence).ToArray());
        var hops = paths.Select(path => string.Join(',', path.Hops.Select(hop => numbers[Key(hop)]))).ToArray();
        var (entries, along) = (paths.Select(path => path.Score.Entry).ToArray(), paths.Select(path => path.Score.Hops).ToArray());
        var (sure, worth, alike) = (paths.Select(path => path.Score.Evidence).ToArray(), paths.Select(path => path.Score.Target).ToArray(), paths.Select(path => path.Alike).ToArray());
        await tx.ExecuteAsync($"""
            insert into app.attack_paths (tenant_id, analysis_id, number, shape, hops, asset, evidence, score_entry, score_hops, score_evidence, score_target, alike)
            select {tx.TenantId}, {analysis.Id}, u.place - 1, u.shape, pg_catalog.string_to_array(u.hops, ',')::integer[], u.asset, u.evidence, u.entry, u.along, u.sure, u.worth, u.alike
            from unnest({shapes}, {hops}, {assets}, {evidence}, {entries}, {along}, {sure}, {worth}, {alike})
                with ordinality as u (shape, hops, asset, evidence, entry, along, sure, worth, alike, place)
            returning number
            """, ct);
        var chokes = analysis.Found.Chokepoints;
        var (cut, cuts, over) = (chokes.Select(choke => numbers[Key(choke.Edge)]).ToArray(), chokes.Select(choke => choke.Cuts).ToArray(), chokes.Select(choke => choke.Paths).ToArray());
        await tx.ExecuteAsync($"""
            insert into app.attack_chokepoints (tenant_id, analysis_id, number, edge, cuts, paths)
            select {tx.TenantId}, {analysis.Id}, u.place - 1, u.edge, u.cuts, u.paths
            from unnest({cut}, {cuts}, {over}) with ordinality as u (edge, cuts, paths, place)
            returning number
            """, ct);
    }

    private static Task<List<Guid>> OldAsync(TenantTransaction tx, NewAnalysis analysis, RunOfProject run, CancellationToken ct) => tx.QueryAsync<Guid>($"""
        select a.id from app.infrastructure_analyses a join app.runs r on r.tenant_id = {tx.TenantId} and r.id = a.run_id
        where a.tenant_id = {tx.TenantId} and a.project_id = {analysis.ProjectId} and a.root = {analysis.Root} and r.branch = {run.Branch} and a.id <> {analysis.Id}
        order by a.created_at desc, a.id desc offset {MostKept - 1}
        """, ct);

    private static async Task DeleteAsync(TenantTransaction tx, List<Guid> analyses, CancellationToken ct)
    {
        if (analyses.Count == 0)
            return;
        var ids = analyses.ToArray();
        await tx.ExecuteAsync($"delete from app.attack_chokepoints where tenant_id = {tx.TenantId} and analysis_id = any({ids})", ct);
        await tx.ExecuteAsync($"delete from app.attack_paths where tenant_id = {tx.TenantId} and analysis_id = any({ids})", ct);
        await tx.ExecuteAsync($"delete from app.infrastructure_edges where tenant_id = {tx.TenantId} and analysis_id = any({ids})", ct);
        await tx.ExecuteAsync($"delete from app.infrastructure_nodes where tenant_id = {tx.TenantId} and analysis_id = any({ids})", ct);
        await tx.ExecuteAsync($"delete from app.infrastructure_analyses where tenant_id = {tx.TenantId} and id = any({ids})", ct);
    }

    private static (string, string, Verb, string) Key(GraphEdge edge) => (edge.Source, edge.Target, edge.Verb, edge.Ports);

    /// <summary>PostgreSQL has no list of lists of different lengths.</summary>
    private static string Json(IReadOnlyList<string>? texts) => new JsonArray([.. (texts ?? []).Select(text => JsonValue.Create(text))]).ToJsonString();
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>A part of a graph that can be drawn.</summary>
/// <param name="Nodes">The asked ones, what is one hop away, and what contains them.</param>
/// <param name="Edges">Between these nodes, at most 1,000.</param>
/// <param name="Hidden">How many neighbours were left out because there are too many.</param>
public sealed record GraphPart(IReadOnlyList<NodeItem> Nodes, IReadOnlyList<EdgeItem> Edges, int Hidden);

/// <summary>One path, or some resources, with what is one hop away: never more than a person can look at.</summary>
internal static class GetPart
{
    private const int MostNodes = 300;
    private const int MostEdges = 1_000;
    private const int MostDepth = 6;

    private sealed record Number(int Value);

    public static void MapGetPart(this IEndpointRouteBuilder project) => project
        .MapGet("/{analysisId:guid}/part", Handle)
        .WithSummary("A part of the graph: some resources, or a path, with what is one hop away")
        .WithDescription($"Ask for a 'path' by its number, or for 'node's. At most {MostNodes} nodes.")
        .RecordsAccess(AuditActions.InfrastructureViewed, "analysisId")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<GraphPart>, ProblemHttpResult>> Handle(
        Guid projectId, Guid analysisId, int? path, int[]? node, bool? alone, TenantDb db, TimeProvider clock, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<GraphPart>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<AnalysisRow>(AnalysisRow.Select(tx, $"a.project_id = {projectId} and a.id = {analysisId}"), ct) is null)
                return Problems.NotFound();
            int[] asked = [.. (node ?? []).Concat(path is { } number ? await OfPathAsync(tx, analysisId, number, ct) : []).Distinct().Take(MostNodes)];
            var near = alone is true ? [] : await NearAsync(tx, analysisId, asked, ct);
            int[] shown = [.. asked.Concat(near).Take(MostNodes)];
            int[] all = [.. shown.Concat(await OutsideAsync(tx, analysisId, shown, ct)).Distinct()];
            var nodes = await NodeRow.ReadAsync(tx, projectId, analysisId, $"n.number = any({all})", all.Length, clock.GetUtcNow(), ct);
            var edges = await EdgeRow.ReadAsync(tx, analysisId, $"e.source = any({all}) and e.target = any({all})", MostEdges, ct);
            return TypedResults.Ok(new GraphPart([.. nodes.Select(row => row.Item())], [.. edges.Select(row => row.Item())], asked.Length + near.Length - shown.Length));
        }, ct);

    private static async Task<IEnumerable<int>> OfPathAsync(TenantTransaction tx, Guid analysis, int path, CancellationToken ct) => (await tx.QueryAsync<Number>($"""
        select distinct u.number as value
        from app.attack_paths t
        join app.infrastructure_edges e on e.tenant_id = {tx.TenantId} and e.analysis_id = t.analysis_id and e.number = any(t.hops)
        cross join lateral unnest(array[e.source, e.target]) as u (number)
        where t.tenant_id = {tx.TenantId} and t.analysis_id = {analysis} and t.number = {path}
        """, ct)).Select(row => row.Value);

    /// <summary>One hop away, what does more than depend first.</summary>
    private static async Task<int[]> NearAsync(TenantTransaction tx, Guid analysis, int[] asked, CancellationToken ct) => [.. (await tx.QueryAsync<Number>($"""
        select n.number as value from (
            select e.target as number, e.family from app.infrastructure_edges e where e.tenant_id = {tx.TenantId} and e.analysis_id = {analysis} and e.source = any({asked})
            union all
            select e.source, e.family from app.infrastructure_edges e where e.tenant_id = {tx.TenantId} and e.analysis_id = {analysis} and e.target = any({asked})) n
        where n.number <> all({asked})
        group by n.number order by min(n.family), n.number limit 2000
        """, ct)).Select(row => row.Value)];

    /// <summary>What contains them, however deep they lie.</summary>
    private static async Task<IEnumerable<int>> OutsideAsync(TenantTransaction tx, Guid analysis, int[] inner, CancellationToken ct) => (await tx.QueryAsync<Number>($"""
        with recursive outside (number, parent, depth) as (
            select n.number, n.parent, 0 from app.infrastructure_nodes n where n.tenant_id = {tx.TenantId} and n.analysis_id = {analysis} and n.number = any({inner})
            union
            select p.number, p.parent, o.depth + 1 from outside o
            join app.infrastructure_nodes p on p.tenant_id = {tx.TenantId} and p.analysis_id = {analysis} and p.number = o.parent
            where o.depth < {MostDepth})
        select distinct number as value from outside
        """, ct)).Select(row => row.Value);
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Graph.Model;
using SecureObs.Graph.Paths;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>An analysis with what stands out.</summary>
/// <param name="Warnings">What could not be told, in words without data.</param>
/// <param name="Exposures">How many resources each exposure has.</param>
/// <param name="Types">How many resources each type has, the most frequent first; at most 200 types.</param>
/// <param name="Families">How many edges each family has.</param>
/// <param name="Chokepoints">The hops whose removal cuts most, at most 20.</param>
public sealed record AnalysisDetail(
    AnalysisItem Analysis, IReadOnlyList<string> Warnings, IReadOnlyList<ExposureCount> Exposures, IReadOnlyList<TypeCount> Types, IReadOnlyList<FamilyCount> Families,
    IReadOnlyList<ChokepointItem> Chokepoints);

public sealed record ExposureCount(Exposure Exposure, int Resources);

public sealed record TypeCount(string Type, int Resources);

public sealed record FamilyCount(EdgeFamily Family, int Edges);

/// <param name="Cuts">How many pairs of entry and target are not connected any more without it.</param>
/// <param name="Paths">How many of the listed paths go over it.</param>
public sealed record ChokepointItem(EdgeItem Edge, string Sentence, int Cuts, int Paths);

internal static class GetAnalysis
{
    private const int MostTypes = 200;

    private sealed record Counted(short Word, int Count);

    private sealed record CountedType(string Type, int Count);

    private sealed record ChokeRow(int Edge, int Cuts, int Paths);

    private sealed record WarningsRow
    {
        public required string[] Warnings { get; init; }
    }

    public static void MapGetAnalysis(this IEndpointRouteBuilder project) => project
        .MapGet("/{analysisId:guid}", Handle)
        .WithSummary("An infrastructure analysis: counts, warnings, chokepoints")
        .RecordsAccess(AuditActions.InfrastructureViewed, "analysisId")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<AnalysisDetail>, ProblemHttpResult>> Handle(Guid projectId, Guid analysisId, TenantDb db, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<AnalysisDetail>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<AnalysisRow>(AnalysisRow.Select(tx, $"a.project_id = {projectId} and a.id = {analysisId}"), ct) is not { } row)
                return Problems.NotFound();
            var warnings = await tx.FirstAsync<WarningsRow>($"select warnings from app.infrastructure_analyses where tenant_id = {tx.TenantId} and id = {analysisId}", ct);
            var exposures = await tx.QueryAsync<Counted>($"""
                select exposure as word, count(*)::integer as count from app.infrastructure_nodes
                where tenant_id = {tx.TenantId} and analysis_id = {analysisId} and type <> '' group by exposure order by exposure desc
                """, ct);
            var types = await tx.QueryAsync<CountedType>($"""
                select type, count(*)::integer as count from app.infrastructure_nodes
                where tenant_id = {tx.TenantId} and analysis_id = {analysisId} and type <> '' group by type order by count(*) desc, type limit {MostTypes}
                """, ct);
            var families = await tx.QueryAsync<Counted>($"""
                select family as word, count(*)::integer as count from app.infrastructure_edges
                where tenant_id = {tx.TenantId} and analysis_id = {analysisId} group by family order by family
                """, ct);
            return TypedResults.Ok(new AnalysisDetail(row.Item(), warnings?.Warnings ?? [],
                [.. exposures.Select(each => new ExposureCount((Exposure)each.Word, each.Count))], [.. types.Select(each => new TypeCount(each.Type, each.Count))],
                [.. families.Select(each => new FamilyCount((EdgeFamily)each.Word, each.Count))], await ChokepointsAsync(tx, analysisId, ct)));
        }, ct);

    private static async Task<IReadOnlyList<ChokepointItem>> ChokepointsAsync(TenantTransaction tx, Guid analysis, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<ChokeRow>($"""
            select edge, cuts, paths from app.attack_chokepoints where tenant_id = {tx.TenantId} and analysis_id = {analysis} order by number
            """, ct);
        var numbers = rows.Select(row => row.Edge).ToArray();
        var edges = (await EdgeRow.ReadAsync(tx, analysis, $"e.number = any({numbers})", numbers.Length, ct)).ToDictionary(edge => edge.Number);
        return [.. rows.Select(row => new ChokepointItem(edges[row.Edge].Item(), Narrative.Sentence(edges[row.Edge].Edge()), row.Cuts, row.Paths))];
    }
}

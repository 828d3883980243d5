using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Infrastructure;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Graph.Model;
using SecureObs.Graph.Paths;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>The paths of an analysis, the most plausible first.</summary>
public sealed record PathList(IReadOnlyList<PathItem> Items, bool Truncated);

/// <summary>A way from outside to something worth having.</summary>
/// <param name="Id">The same in every analysis that has the path: 32 hexadecimal digits.</param>
/// <param name="Alike">How many paths there are like it, over other instances of <c>count</c> or <c>for_each</c>.</param>
/// <param name="Score">0 to 100: the product of the parts, and what open findings on the way add.</param>
/// <param name="Findings">Open findings about resources on the way.</param>
/// <param name="Worst">The worst severity of those; null when there are none.</param>
/// <param name="IsNew">The newest analysis of the default branch before this one does not have it.</param>
public sealed record PathItem(
    int Number, string Id, string Entry, string Target, AssetKind Asset, Evidence Evidence, int Score, PathScoreParts Parts, int Alike, int Findings, Severity? Worst, bool IsNew,
    IReadOnlyList<PathHop> Hops, string Conclusion);

/// <summary>What a score is made of, each of 0 to 1 but for the last.</summary>
/// <param name="Findings">What the worst open finding on the way multiplies: 1 to 1.25.</param>
public sealed record PathScoreParts(double Entry, double Hops, double Evidence, double Target, double Findings);

/// <summary>One hop and what says so.</summary>
/// <param name="Edge">The number of an edge.</param>
/// <param name="Source">The number of a node.</param>
/// <param name="Target">The number of a node.</param>
public sealed record PathHop(
    int Edge, int Source, int Target, string SourceAddress, string TargetAddress, Verb Verb, Evidence Evidence, string Ports, string Detail, IReadOnlyList<Basis> Basis, string Sentence);

internal static class ListPaths
{
    public static void MapListPaths(this IEndpointRouteBuilder project) => project
        .MapGet("/{analysisId:guid}/paths", Handle)
        .WithSummary("The attack paths of an analysis, the most plausible first")
        .WithDescription($"At most {PathSearch.MostPaths}.")
        .RecordsAccess(AuditActions.InfrastructureViewed, "analysisId")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<PathList>, ProblemHttpResult>> Handle(Guid projectId, Guid analysisId, TenantDb db, TimeProvider clock, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<PathList>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<AnalysisRow>(AnalysisRow.Select(tx, $"a.project_id = {projectId} and a.id = {analysisId}"), ct) is not { } analysis)
                return Problems.NotFound();
            var paths = await StoredPaths.ReadAsync(tx, analysisId, $"true", ct);
            var found = await FindingsAsync(tx, projectId, analysisId, paths, clock.GetUtcNow(), ct);
            var known = await PathChanges.BaseShapesAsync(tx, analysisId, ct);
            return TypedResults.Ok(new PathList(
                [.. paths.Select(path => Item(path, found, known)).OrderByDescending(item => item.Score).ThenBy(item => item.Number)], analysis.PathsTruncated));
        }, ct);

    private static async Task<Dictionary<int, NodeItem>> FindingsAsync(TenantTransaction tx, Guid project, Guid analysis, List<StoredPath> paths, DateTimeOffset now, CancellationToken ct)
    {
        var numbers = paths.SelectMany(path => path.Nodes).Distinct().ToArray();
        var rows = numbers.Length == 0 ? [] : await NodeRow.ReadAsync(tx, project, analysis, $"n.number = any({numbers})", numbers.Length, now, ct);
        return rows.ToDictionary(row => row.Number, row => row.Item());
    }

    private static PathItem Item(StoredPath stored, Dictionary<int, NodeItem> nodes, IReadOnlySet<string>? known)
    {
        var (path, on) = (stored.Path, stored.Nodes.Select(number => nodes[number]).ToList());
        var worst = on.Max(node => node.Worst);
        var parts = new PathScoreParts(path.Score.Entry, path.Score.Hops, path.Score.Evidence, path.Score.Target, Weight(worst));
        var score = (int)Math.Min(100, Math.Round(100 * parts.Entry * parts.Hops * parts.Evidence * parts.Target * parts.Findings, MidpointRounding.AwayFromZero));
        var sentences = Narrative.Of(path);
        return new(stored.Number, path.Shape, path.Entry, path.Target, path.Asset, path.Evidence, score, parts, path.Alike, on.Sum(node => node.Findings), worst, known is null || !known.Contains(path.Shape),
            [.. path.Hops.Select((hop, at) => new PathHop(stored.Edges[at], stored.Nodes[at], stored.Nodes[at + 1], hop.Source, hop.Target, hop.Verb, hop.Evidence, hop.Ports, hop.Detail, hop.Basis, sentences[at]))],
            sentences[^1]);
    }

    /// <summary>A weakness that a scanner found on the way makes the way shorter.</summary>
    private static double Weight(Severity? worst) => worst switch { Severity.Critical => 1.25, Severity.High => 1.15, Severity.Medium => 1.05, _ => 1 };
}

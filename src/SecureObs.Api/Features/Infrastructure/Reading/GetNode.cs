using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>A resource in full.</summary>
/// <param name="Attributes">Those of the allowlist whose values are known.</param>
/// <param name="Unknown">Paths of attributes that are known only after apply.</param>
/// <param name="Redacted">Paths of attributes that stayed on the machine of the pipeline.</param>
/// <param name="Edges">From it and to it, at most 200.</param>
/// <param name="EdgesTruncated">There are more.</param>
public sealed record NodeDetail(
    NodeItem Node, JsonElement Attributes, IReadOnlyList<string> Unknown, IReadOnlyList<string> Redacted, IReadOnlyList<EdgeItem> Edges, bool EdgesTruncated);

internal static class GetNode
{
    private const int MostEdges = 200;

    private sealed record Row
    {
        public required string Attributes { get; init; }
        public required string[] Unknown { get; init; }
        public required string[] Redacted { get; init; }
    }

    public static void MapGetNode(this IEndpointRouteBuilder project) => project
        .MapGet("/{analysisId:guid}/nodes/{number:int}", Handle)
        .WithSummary("A resource of an analysis with what it does to others")
        .RecordsAccess(AuditActions.InfrastructureViewed, "analysisId")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<NodeDetail>, ProblemHttpResult>> Handle(Guid projectId, Guid analysisId, int number, TenantDb db, TimeProvider clock, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<NodeDetail>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<AnalysisRow>(AnalysisRow.Select(tx, $"a.project_id = {projectId} and a.id = {analysisId}"), ct) is null
                || await NodeRow.ReadAsync(tx, projectId, analysisId, $"n.number = {number}", 1, clock.GetUtcNow(), ct) is not [var node])
                return Problems.NotFound();
            var row = (await tx.FirstAsync<Row>($"""
                select attributes::text as attributes, unknown, redacted from app.infrastructure_nodes
                where tenant_id = {tx.TenantId} and analysis_id = {analysisId} and number = {number}
                """, ct))!;
            var edges = await EdgeRow.ReadAsync(tx, analysisId, $"(e.source = {number} or e.target = {number})", MostEdges + 1, ct);
            return TypedResults.Ok(new NodeDetail(node.Item(), JsonElement.Parse(row.Attributes), row.Unknown, row.Redacted, [.. edges.Take(MostEdges).Select(edge => edge.Item())], edges.Count > MostEdges));
        }, ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Graph.Building;
using SecureObs.Graph.Paths;

namespace SecureObs.Api.Features.Infrastructure.Storing;

/// <summary>
/// Takes the topology of a plan, makes it a graph with its attack paths and keeps both. The same plan of the same run again changes nothing and
/// answers the same; another plan of the same run and root takes the place of the first.
/// </summary>
internal static class SendPlan
{
    /// <summary>As it comes over the wire.</summary>
    private const long MostCompressedBytes = 8 * 1024 * 1024;

    private const long MostBytes = 96 * 1024 * 1024;

    public static void MapSendPlan(this IEndpointRouteBuilder analyses) => analyses
        .MapPost("/terraform-plan", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .WithSummary("Take the topology of a Terraform plan")
        .WithDescription($"At most {GraphBuilder.MostResources:N0} resources, {GraphBuilder.MostReferences:N0} references and 8 MiB as sent. Repeating a request changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Results<Ok<TopologyResult>, ProblemHttpResult>> Handle(
        TerraformTopology topology, HttpContext context, Caller caller, TenantDb db, AuditTrail audit, AnalysisTurns turns, CancellationToken ct)
    {
        if (context.Request.ContentLength > MostCompressedBytes)
            return Problems.BodyTooLarge();
        if (TopologyCheck.Fault(topology) is { } fault)
            return Problems.TopologyInvalid(fault);
        if (Project(topology.ProjectId, caller) is not { } project)
            return Problems.NotFound();

        caller.RequireRun(PipelineRunId.Of(topology.PipelineRunId));

        using var turn = await turns.TakeAsync(ct);
        var entry = audit.NewEntry();
        var clean = TopologyCheck.Clean(topology);
        var graph = GraphBuilder.Build(clean);
        var analysis = new NewAnalysis(entry.Id, project, PipelineRunId.Of(topology.PipelineRunId), clean, graph, PathSearch.Find(graph), entry.At, caller.OnlyBranch);
        return await db.TransactAsync<Results<Ok<TopologyResult>, ProblemHttpResult>>(async tx =>
        {
            if (await ProjectLock.TakeAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            if (await AnalysisWriter.WriteAsync(tx, analysis, ct) is not var (kept, isNew))
                return Problems.TopologyInvalid($"the run has plans of {AnalysisWriter.MostRoots} roots already");
            if (isNew)
                await audit.WriteAsync(tx, entry, AuditActions.InfrastructureAnalysed, kept.AnalysisId!.Value, Data(analysis), ct);
            return TypedResults.Ok(kept);
        }, ct);
    }

    private static Guid? Project(string named, Caller caller) =>
        named.Length == 0 ? caller.OnlyProject : Guid.TryParse(named, out var project) && caller.Reaches(project) ? project : null;

    private static Dictionary<string, string?> Data(NewAnalysis analysis) => new()
    {
        ["project"] = $"{analysis.ProjectId}",
        ["run"] = analysis.PipelineRunId,
        ["planDigest"] = Convert.ToHexStringLower(analysis.Digest),
        ["resources"] = $"{analysis.Topology.Resources.Count}",
        ["paths"] = $"{analysis.Found.Paths.Count}",
    };
}

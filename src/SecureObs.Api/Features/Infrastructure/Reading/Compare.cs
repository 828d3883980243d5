using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Infrastructure;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>What changes against the default branch: for pipelines by run, for people by analysis.</summary>
internal static class Compare
{
    public static void MapCompareRun(this IEndpointRouteBuilder pipeline) => pipeline
        .MapGet("/comparison", HandleRun)
        .WithSummary("What a run's plans change against the default branch")
        .RecordsAccess(AuditActions.InfrastructureViewed, "projectId")
        .ProducesProblem(StatusCodes.Status409Conflict);

    public static void MapCompareAnalysis(this IEndpointRouteBuilder project) => project
        .MapGet("/{analysisId:guid}/comparison", HandleAnalysis)
        .WithSummary("What an analysis changes against the default branch")
        .RecordsAccess(AuditActions.InfrastructureViewed, "analysisId")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<InfrastructureComparisons>, ProblemHttpResult>> HandleRun(string projectId, string? pipelineRunId, Caller caller, TenantDb db, CancellationToken ct)
    {
        var (project, run) = (Guid.Parse(projectId), PipelineRunId.Of(pipelineRunId));
        caller.RequireRun(run);
        return db.ReadAsync<Results<Ok<InfrastructureComparisons>, ProblemHttpResult>>(async tx =>
        {
            var roots = new List<InfrastructureComparison>();
            foreach (var analysis in await BaseAnalysis.FindAsync(tx, $"a.project_id = {project} and r.pipeline_run_id = {run}", ct))
                roots.Add(await PathChanges.CompareAsync(tx, analysis, ct));
            return TypedResults.Ok(new InfrastructureComparisons(roots));
        }, ct);
    }

    private static Task<Results<Ok<InfrastructureComparison>, ProblemHttpResult>> HandleAnalysis(Guid projectId, Guid analysisId, TenantDb db, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<InfrastructureComparison>, ProblemHttpResult>>(async tx =>
            await BaseAnalysis.FindAsync(tx, $"a.project_id = {projectId} and a.id = {analysisId}", ct) is [var analysis]
                ? TypedResults.Ok(await PathChanges.CompareAsync(tx, analysis, ct)) : Problems.NotFound(), ct);
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Runs;

internal static class CloseRun
{
    private sealed record Run(string PipelineRunId, DateTime? ClosedAt);

    public static void MapCloseRun(this IEndpointRouteBuilder runs) => runs
        .MapPost("/{runId:guid}/close", Handle)
        .WithSummary("Say that a run has nothing more to report; repeating it is harmless")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        string projectId, Guid runId, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var (project, now) = (Guid.Parse(projectId), clock.GetUtcNow());
        return db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var run = await tx.FirstAsync<Run>($"""
                select pipeline_run_id, closed_at from app.runs
                where tenant_id = {tx.TenantId} and project_id = {project} and id = {runId} for update
                """, ct);
            if (run is null)
                return Problems.NotFound();
            if (run.ClosedAt is null)
            {
                await tx.ExecuteAsync($"""
                    update app.runs set closed_at = {now} where tenant_id = {tx.TenantId} and project_id = {project} and id = {runId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.RunClosed, runId,
                    new Dictionary<string, string?> { ["project"] = projectId, ["run"] = run.PipelineRunId }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
    }
}

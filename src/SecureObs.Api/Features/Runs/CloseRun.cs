using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Runs;

internal static class CloseRun
{
    public static void MapCloseRun(this IEndpointRouteBuilder runs) => runs
        .MapPost("/{runId:guid}/close", Handle)
        .WithSummary("Say that a run has nothing more to report; repeating it is harmless")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string projectId, Guid runId, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var (project, now) = (Guid.Parse(projectId), clock.GetUtcNow());
        var closed = await db.TransactAsync(tx => tx.ExecuteAsync($"""
            update app.runs set closed_at = coalesce(closed_at, {now})
            where tenant_id = {tx.TenantId} and project_id = {project} and id = {runId}
            """, ct), ct);
        return closed == 0 ? Problems.NotFound() : TypedResults.NoContent();
    }
}

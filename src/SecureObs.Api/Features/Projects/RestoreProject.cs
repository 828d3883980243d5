using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Projects;

internal static class RestoreProject
{
    public static void MapRestoreProject(this IEndpointRouteBuilder projects) => projects
        .MapPost("/{projectId:guid}/restore", Handle)
        .WithSummary("Restore an archived project; repeating it is harmless")
        .ProducesProblem(StatusCodes.Status402PaymentRequired)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, TenantDb db, PlanLimits limits, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            // Before the project is locked, as whoever gives a key takes the two.
            var full = await limits.OneMoreProjectAsync(tx, ct);
            if (await ProjectState.LockAsync(tx, projectId, ct) is not { } project)
                return Problems.NotFound();
            if (project.ArchivedAt is not null)
            {
                if (full is not null)
                    return full;
                await tx.ExecuteAsync($"update app.projects set archived_at = null where tenant_id = {tx.TenantId} and id = {projectId}", ct);
                await audit.WriteAsync(tx, AuditActions.ProjectRestored, projectId, new Dictionary<string, string?> { ["name"] = project.Name }, ct);
                await ArchivedCounts.ReturnAsync(tx, projectId, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}

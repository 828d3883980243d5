using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Projects;

internal static class GetProject
{
    public static void MapGetProject(this IEndpointRouteBuilder projects) => projects
        .MapGet("/{projectId:guid}", Handle)
        .WithSummary("One project with its open findings")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<ProjectItem>, ProblemHttpResult>> Handle(Guid projectId, TenantDb db, TimeProvider clock, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<ProjectItem>, ProblemHttpResult>>(async tx =>
        {
            var rows = await tx.QueryAsync<ProjectRow>($"""
                select p.id, p.name, p.gate_policy,
                    (select max(r.opened_at) from app.runs r where r.tenant_id = {tx.TenantId} and r.project_id = p.id) as last_run_at,
                    p.archived_at
                from app.projects p
                where p.tenant_id = {tx.TenantId} and p.id = {projectId} and p.erasing_at is null
                """, ct);
            return rows is []
                ? Problems.NotFound()
                : TypedResults.Ok((await ProjectItems.CountedAsync(tx, rows, clock.GetUtcNow(), ct))[0]);
        }, ct);
}

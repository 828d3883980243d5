using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Projects;

internal static class ArchiveProject
{
    public static void MapArchiveProject(this IEndpointRouteBuilder projects) => projects
        .MapPost("/{projectId:guid}/archive", Handle)
        .WithSummary("Archive a project; repeating it is harmless")
        .WithDescription("It takes no findings, opens no run, gets no API key and is left out of lists; it stays readable, and its gate answers.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            // Waits for whatever writes to the project now; what comes later finds it archived.
            if (await ProjectState.LockAsync(tx, projectId, ct) is not { } project)
                return Problems.NotFound();
            if (project.ArchivedAt is null)
            {
                await tx.ExecuteAsync($"""
                    update app.projects set archived_at = {clock.GetUtcNow()} where tenant_id = {tx.TenantId} and id = {projectId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.ProjectArchived, projectId, new Dictionary<string, string?> { ["name"] = project.Name }, ct);
                await ArchivedCounts.LeaveAsync(tx, projectId, ct);
            }
            return TypedResults.NoContent();
        }, ct);
}

internal sealed record ProjectState(string Name, DateTime? ArchivedAt)
{
    /// <summary>Null when there is no such project; locked until the transaction ends.</summary>
    public static Task<ProjectState?> LockAsync(TenantTransaction tx, Guid project, CancellationToken ct) => tx.FirstAsync<ProjectState>($"""
        select name, archived_at from app.projects where tenant_id = {tx.TenantId} and id = {project} and erasing_at is null for no key update
        """, ct);
}

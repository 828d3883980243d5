using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Erasure;

internal static class DeleteProject
{
    private sealed record Row(string Name, DateTime? ArchivedAt, DateTime? ErasingAt);

    public static void MapDeleteProject(this IEndpointRouteBuilder projects) => projects
        .MapPost("/{projectId:guid}/deletion", Handle)
        .WithSummary("Delete an archived project with everything in it, for ever")
        .WithDescription("It is gone from all lists at once; its rows go within minutes. The audit trail keeps that it was there. Repeating it is harmless.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Accepted, ProblemHttpResult>> Handle(
        Guid projectId, DeletionRequest request, TenantDb db, MemberLock members, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        db.TransactAsync<Results<Accepted, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Owner) is { } refusal)
                return refusal;
            if (await tx.FirstAsync<Row>($"""
                select name, archived_at, erasing_at from app.projects where tenant_id = {tx.TenantId} and id = {projectId} for update
                """, ct) is not { } project)
                return Problems.NotFound();
            if (project.Name != request.Name)
                return Problems.NameDiffers();
            if (project.ArchivedAt is null)
                return Problems.NotArchived();
            if (project.ErasingAt is null)
            {
                await tx.ExecuteAsync($"""
                    update app.projects set erasing_at = {clock.GetUtcNow()} where tenant_id = {tx.TenantId} and id = {projectId}
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.ProjectDeleted, projectId, new Dictionary<string, string?> { ["name"] = project.Name }, ct);
            }
            return TypedResults.Accepted((string?)null);
        }, ct);
}

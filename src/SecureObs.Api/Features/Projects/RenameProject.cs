using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Projects;

public sealed record RenameProjectRequest([property: Required, StringLength(120), Name] string Name);

internal static class RenameProject
{
    public static void MapRenameProject(this IEndpointRouteBuilder projects) => projects
        .MapPut("/{projectId:guid}", Handle)
        .WithSummary("Rename a project; pipelines know it by its id and notice nothing")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, RenameProjectRequest request, TenantDb db, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var name = Names.Of(request.Name);
            var before = await tx.FirstAsync<string>($"""
                select name from app.projects where tenant_id = {tx.TenantId} and id = {projectId} for no key update
                """, ct);
            if (before is null)
                return Problems.NotFound();
            if (before == name)
                return TypedResults.NoContent();
            if (!await tx.TryUniqueAsync($"update app.projects set name = {name} where tenant_id = {tx.TenantId} and id = {projectId}", ct))
                return Problems.ProjectNameTaken();
            await audit.WriteAsync(tx, AuditActions.ProjectRenamed, projectId,
                new Dictionary<string, string?> { ["from"] = before, ["to"] = name }, ct);
            return TypedResults.NoContent();
        }, ct);
}

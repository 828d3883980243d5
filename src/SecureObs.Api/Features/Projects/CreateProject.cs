using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Projects;

public sealed record CreateProjectRequest([property: Required, StringLength(120), Name] string Name);

public sealed record CreatedProject(Guid Id, string Name);

internal static class CreateProject
{
    /// <summary>What our command runs without further settings, secrets first: a project scans something from its first run on.</summary>
    internal static readonly string[] Scanners = ["gitleaks", "devskim", "bandit", "eslint-security"];

    public static void MapCreateProject(this IEndpointRouteBuilder projects) => projects
        .MapPost("/", Handle)
        .WithSummary("Make a project; it runs the scanners that the secureobs command has, and blocks on critical and high")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status402PaymentRequired)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedProject>, ProblemHttpResult>> Handle(
        CreateProjectRequest request, TenantDb db, PlanLimits limits, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var (id, name) = (Guid.CreateVersion7(), Names.Of(request.Name));
        return await db.TransactAsync<Results<Created<CreatedProject>, ProblemHttpResult>>(async tx =>
        {
            var created = TypedResults.Created($"/api/tenants/{tx.TenantId}/projects/{id}", new CreatedProject(id, name));
            var full = await limits.OneMoreProjectAsync(tx, ct);
            var inserted = full is not null ? 0 : await tx.ExecuteAsync($"""
                insert into app.projects (tenant_id, id, name, gate_policy, created_at)
                values ({tx.TenantId}, {id}, {name}, {GatePolicy.CriticalAndHigh}, {clock.GetUtcNow()})
                on conflict on constraint projects_name_uq do nothing
                """, ct);
            if (inserted == 0)
                // Our own row is there when an earlier attempt's answer got lost.
                return await tx.FirstAsync<bool>($"select true from app.projects where tenant_id = {tx.TenantId} and id = {id}", ct)
                    ? created
                    : full ?? Problems.ProjectNameTaken();
            await tx.ExecuteAsync($"""
                insert into app.project_scanners (tenant_id, project_id, scanner_key, position)
                select {tx.TenantId}, {id}, wanted.key, wanted.position::smallint
                from unnest({Scanners}) with ordinality as wanted (key, position)
                on conflict on constraint project_scanners_pk do nothing
                """, ct);
            await audit.WriteAsync(tx, AuditActions.ProjectCreated, id,
                new Dictionary<string, string?> { ["name"] = name, ["scanners"] = string.Join(' ', Scanners) }, ct);
            return created;
        }, ct);
    }
}

using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Tenants;

/// <summary>An organisation as its members see it.</summary>
/// <param name="Role">The caller's own.</param>
/// <param name="Projects">Without the archived ones.</param>
public sealed record TenantDetail(
    Guid Id, string Name, DateTime CreatedAt, RoleName Role, long Members, long Owners, long Projects, long ArchivedProjects);

internal static class GetTenant
{
    private sealed record Row(string Name, DateTime CreatedAt, short Role, long Members, long Owners);

    private sealed record Held(Guid TenantId, long Projects, long ArchivedProjects);

    public static void MapGetTenant(this IEndpointRouteBuilder tenant) => tenant
        .MapGet("/", Handle)
        .WithSummary("One organisation, my role in it, and how many members and projects it has")
        .RequireAuthorization(Rules.Member)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantDetail>, ProblemHttpResult>> Handle(TenantDb db, Caller caller, CancellationToken ct) =>
        await db.ReadAsync<Results<Ok<TenantDetail>, ProblemHttpResult>>(async tx =>
        {
            var row = await tx.FirstAsync<Row>($"""
                select t.name, t.created_at, me.role, m.members, m.owners
                from app.tenants t
                join app.memberships me on me.tenant_id = {tx.TenantId} and me.actor_id = {caller.ActorId}
                cross join lateral (
                    select count(*) as members, count(*) filter (where role = {TenantRole.Owner}) as owners
                    from app.memberships where tenant_id = {tx.TenantId}) m
                where t.id = {tx.TenantId}
                """, ct);
            if (row is null)
                return Problems.NotFound();
            var held = await tx.FirstAsync<Held>($"""
                select tenant_id, count(*) filter (where archived_at is null) as projects, count(archived_at) as archived_projects
                from app.projects where tenant_id = {tx.TenantId} group by tenant_id
                """, ct);
            return TypedResults.Ok(new TenantDetail(
                tx.TenantId, row.Name, row.CreatedAt, (RoleName)row.Role, row.Members, row.Owners, held?.Projects ?? 0, held?.ArchivedProjects ?? 0));
        }, ct);
}

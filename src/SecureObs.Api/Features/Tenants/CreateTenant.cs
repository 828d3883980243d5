using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Tenants;

public sealed record CreateTenantRequest([property: Required, StringLength(120), Name] string Name);

public sealed record CreatedTenant(Guid Id, string Name, RoleName Role);

/// <summary>
/// Makes an organisation with the caller as its owner and only member: whoever shares the caller's directory stays
/// outside until invited. The id is never the client's: naming another tenant's would tell that it exists.
/// </summary>
internal static class CreateTenant
{
    /// <summary>How many one person may ever make, so that nobody fills the table.</summary>
    internal const int MostPerPerson = 20;

    public static void MapCreateTenant(this IEndpointRouteBuilder tenants) => tenants
        .MapPost("/", Handle)
        .WithSummary($"Make an organisation with me as its owner; one person can make {MostPerPerson}")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedTenant>, ProblemHttpResult>> Handle(
        CreateTenantRequest request, ClaimsPrincipal user, PersonVisit visit, Caller caller, TenantCreation creation, CancellationToken ct)
    {
        var person = await visit.PersonIdAsync(user, user.PersonIdentity()!.Value, ct);
        var (id, actor) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        caller.EnterAsNewcomer(id, actor);
        return await creation.RunAsync(person, Names.Of(request.Name), ct);
    }
}

/// <summary>Stores a new tenant and its first owner: the caller, who has entered it.</summary>
internal sealed class TenantCreation(TenantDb db, Caller caller, AuditTrail audit, TimeProvider clock)
{
    public Task<Results<Created<CreatedTenant>, ProblemHttpResult>> RunAsync(Guid person, string name, CancellationToken ct) =>
        db.TransactAsync<Results<Created<CreatedTenant>, ProblemHttpResult>>(async tx =>
        {
            var now = clock.GetUtcNow();
            var inserted = await tx.ExecuteAsync($"""
                insert into app.tenants (id, name, created_at) values ({tx.TenantId}, {name}, {now})
                on conflict on constraint tenants_pk do nothing
                """, ct);
            // The id is of this request alone: a row that is there was made by an attempt whose answer got lost.
            if (inserted == 1)
            {
                if (!await Doors.CountTenantMadeAsync(tx, person, CreateTenant.MostPerPerson, ct))
                {
                    tx.Abandon();
                    return Problems.TooManyTenants(CreateTenant.MostPerPerson);
                }
                await tx.ExecuteAsync($"""
                    insert into app.memberships (tenant_id, person_id, actor_id, role, created_at)
                    values ({tx.TenantId}, {person}, {caller.ActorId}, {TenantRole.Owner}, {now})
                    """, ct);
                await audit.WriteAsync(tx, AuditActions.TenantCreated, tx.TenantId, new Dictionary<string, string?> { ["name"] = name }, ct);
            }
            return TypedResults.Created($"/api/tenants/{tx.TenantId}", new CreatedTenant(tx.TenantId, name, RoleName.Owner));
        }, ct);
}

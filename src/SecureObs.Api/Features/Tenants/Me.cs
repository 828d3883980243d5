using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Tenants;

/// <summary>The signed-in person.</summary>
/// <param name="Username">As Entra shows it; for display only.</param>
public sealed record MeResponse(string Name, string Username, IReadOnlyList<MyTenant> Tenants);

/// <summary>An organisation that the person is a member of.</summary>
/// <param name="DeleteAfter">It is closed and is deleted then, unless an owner takes it back; null for one that lives.</param>
public sealed record MyTenant(Guid Id, string Name, RoleName Role, DateTime? DeleteAfter = null);

internal static class Me
{
    public static void MapMe(this IEndpointRouteBuilder app) => app
        .MapGet("/api/me", Handle)
        .WithTags("Me").WithSummary("Who I am and which organisations I am in")
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .RequireAuthorization(Rules.Person);

    private static async Task<Ok<MeResponse>> Handle(ClaimsPrincipal user, PersonVisit visit, Doors doors, CancellationToken ct)
    {
        var person = await visit.PersonIdAsync(user, user.PersonIdentity()!.Value, ct);
        var tenants = await doors.TenantsOfPersonAsync(person, ct);
        return TypedResults.Ok(new MeResponse(
            PersonVisit.Name(user), PersonVisit.Username(user),
            [.. tenants.Select(tenant => new MyTenant(tenant.Id, tenant.Name, (RoleName)tenant.Role, tenant.DeleteAfter))]));
    }
}

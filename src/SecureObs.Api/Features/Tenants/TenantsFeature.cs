using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Tenants;

/// <summary>Organisations: who I am in which, making one, and its settings.</summary>
internal static class TenantsFeature
{
    public static void MapTenants(this IEndpointRouteBuilder app)
    {
        app.MapMe();
        app.MapGroup("/api/tenants").WithTags("Organisations").RequireAuthorization(Rules.Person)
            .MapCreateTenant();

        var tenant = app.MapGroup("/api/tenants/{tenantId}").WithTags("Organisations");
        tenant.MapGetTenant();
        tenant.MapRenameTenant();
    }
}

using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Overview;

/// <summary>What needs people of a tenant, on one page.</summary>
internal static class OverviewFeature
{
    public static void MapOverview(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/tenants/{tenantId}/overview").WithTags("Overview").RequireAuthorization(Rules.Member).MapGetOverview();
}

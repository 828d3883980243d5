using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Gates;

/// <summary>Does a run pass? Asked by pipelines with the published contract, set by people in the dashboard.</summary>
internal static class GatesFeature
{
    public static void MapGates(this IEndpointRouteBuilder app)
    {
        var scanner = app.MapGroup("/api/findings").WithTags("Gate").RequireAuthorization(Rules.ApiKey);
        scanner.MapGetBlocking();
        scanner.MapListRunFindings();

        app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}").WithTags("Gate")
            .RequireAuthorization(Rules.Admin)
            .MapSetGatePolicy();
    }
}

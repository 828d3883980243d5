using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Scanners;

/// <summary>Which scanners a project runs, and in which order.</summary>
internal static class ScannersFeature
{
    public static void MapScanners(this IEndpointRouteBuilder app)
    {
        app.MapGroup("/api/projects/{projectId}/scanners").WithTags("Scanners").RequireAuthorization(Rules.ApiKey)
            .MapListActiveScanners();

        var project = app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}/scanners").WithTags("Scanners");
        project.MapListScanners();
        project.MapSetScanners();
    }
}

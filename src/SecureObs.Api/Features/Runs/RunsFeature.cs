using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Runs;

/// <summary>Pipeline runs: opened and closed by the command, with what each scanner said; listed for people.</summary>
internal static class RunsFeature
{
    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var pipeline = app.MapGroup("/api/projects/{projectId}/runs").WithTags("Runs").RequireAuthorization(Rules.ApiKey);
        pipeline.MapOpenRun();
        pipeline.MapReportScannerResult();
        pipeline.MapCloseRun();

        var runs = app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}/runs").WithTags("Runs").RequireAuthorization(Rules.Member);
        runs.MapListRuns();
        runs.MapGetRun();
        app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}").WithTags("Runs").RequireAuthorization(Rules.Member).MapListBranches();
        app.MapGroup("/api/tenants/{tenantId}/runs").WithTags("Runs").RequireAuthorization(Rules.Member).MapListAllRuns();
    }
}

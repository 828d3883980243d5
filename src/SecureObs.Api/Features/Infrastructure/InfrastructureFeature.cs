using SecureObs.Api.Features.Infrastructure.Reading;
using SecureObs.Api.Features.Infrastructure.Storing;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Infrastructure;

/// <summary>Terraform plans that pipelines send, reduced already: kept as a graph with its attack paths, compared, looked at by people. docs/graph.md.</summary>
internal static class InfrastructureFeature
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services) => services
        .AddSingleton<AnalysisTurns>();

    public static void MapInfrastructure(this IEndpointRouteBuilder app)
    {
        app.MapGroup("/api/infrastructure-analyses").WithTags("Infrastructure").RequireAuthorization(Rules.ApiKey).MapSendPlan();

        app.MapGroup("/api/projects/{projectId}/infrastructure").WithTags("Infrastructure").RequireAuthorization(Rules.ApiKey).MapCompareRun();

        var project = app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure").WithTags("Infrastructure").RequireAuthorization(Rules.Member);
        project.MapListAnalyses();
        project.MapGetAnalysis();
        project.MapListPaths();
        project.MapListNodes();
        project.MapGetNode();
        project.MapGetPart();
        project.MapCompareAnalysis();
    }
}

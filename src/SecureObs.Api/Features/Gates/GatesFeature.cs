using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Gates;

/// <summary>Does a run pass? Asked by pipelines, explained to people, set by admins.</summary>
internal static class GatesFeature
{
    public static IServiceCollection AddGates(this IServiceCollection services) => services
        .AddScoped<DecideRun.Deciding>()
        .AddScoped<GatePolicies>();

    public static void MapGates(this IEndpointRouteBuilder app)
    {
        var published = app.MapGroup("/api/findings").WithTags("Gate").RequireAuthorization(Rules.ApiKey);
        published.MapGetBlocking();
        published.MapListRunFindings();

        app.MapGroup("/api/projects/{projectId}").WithTags("Gate").RequireAuthorization(Rules.ApiKey).MapDecideRun();

        app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}").WithTags("Gate").RequireAuthorization(Rules.Member).MapListVerdicts();
        var verdicts = app.MapGroup("/api/tenants/{tenantId}/gate-verdicts").WithTags("Gate").RequireAuthorization(Rules.Member);
        verdicts.MapGetVerdict();
        verdicts.MapReplayVerdict();

        var policy = app.MapGroup("/api/tenants/{tenantId}/projects/{projectId:guid}").WithTags("Gate").RequireAuthorization(Rules.Admin);
        policy.MapSetGatePolicy();
        policy.MapPolicyDocument();
        policy.MapPreviewPolicy();
    }
}

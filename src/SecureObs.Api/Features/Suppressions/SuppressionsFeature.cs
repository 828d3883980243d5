using SecureObs.Api.Features.Suppressions.Waking;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Suppressions;

/// <summary>Decisions to leave findings alone: of one finding (made at the finding), of a path or rule of a project, of a rule everywhere.</summary>
internal static class SuppressionsFeature
{
    public static IServiceCollection AddSuppressions(this IServiceCollection services)
    {
        services.AddSingleton<WakingRound>();
        services.AddScoped<SuppressionRow>().AddScoped<AdminAnswer>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<WakingLeader>();
        return services;
    }

    public static void MapSuppressions(this IEndpointRouteBuilder app)
    {
        var suppressions = app.MapGroup("/api/tenants/{tenantId}/suppressions").WithTags("Suppressions").RequireAuthorization(Rules.Member);
        suppressions.MapListSuppressions();
        suppressions.MapLiftSuppression();

        var wide = app.MapGroup("/api/tenants/{tenantId}/suppressions").WithTags("Suppressions").RequireAuthorization(Rules.Admin);
        wide.MapCreateSuppression();
        wide.MapApproveSuppression();
        wide.MapRefuseSuppression();
    }
}

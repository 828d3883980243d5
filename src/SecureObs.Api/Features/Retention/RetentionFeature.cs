using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Retention;

/// <summary>What is old goes: how long it is kept, and the job that deletes it.</summary>
internal static class RetentionFeature
{
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddScoped<RetentionChange>();
        services.AddSingleton<RetentionRound>().AddSingleton<OldFindings>().AddSingleton<OldRuns>().AddSingleton<OldAudit>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<RetentionJob>();
        return services;
    }

    public static void MapRetention(this IEndpointRouteBuilder app)
    {
        var retention = app.MapGroup("/api/tenants/{tenantId}/retention").WithTags("Retention").RequireAuthorization(Rules.Owner);
        retention.MapGetRetention();
        retention.MapSetRetention();
    }
}

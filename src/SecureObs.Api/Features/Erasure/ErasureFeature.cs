using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Erasure;

/// <summary>The end of an organisation, a project, a person: what is asked for, and the job that deletes.</summary>
internal static class ErasureFeature
{
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<EraserDoor>().AddSingleton<ErasureRound>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<ErasureJob>();
        return services;
    }

    public static void MapErasure(this IEndpointRouteBuilder app)
    {
        var deletion = app.MapGroup("/api/tenants/{tenantId}/deletion").WithTags("Organisations")
            .RequireAuthorization(Rules.Owner).WithMetadata(OpenWhileEnding.Mark);
        deletion.MapGetDeletion();
        deletion.MapAskDeletion();
        deletion.MapUndoDeletion();

        app.MapGroup("/api/tenants/{tenantId}/projects").WithTags("Projects").RequireAuthorization(Rules.Owner).MapDeleteProject();
        app.MapGroup("/api/tenants/{tenantId}/members").WithTags("Members").RequireAuthorization(Rules.Owner).MapEraseMember();
        app.MapForgetMe();
    }
}

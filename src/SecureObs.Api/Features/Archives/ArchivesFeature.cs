using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Archives;

/// <summary>Everything that an organisation has, as one file to take along.</summary>
internal static class ArchivesFeature
{
    public static IServiceCollection AddArchives(this IServiceCollection services)
    {
        services.AddSingleton<ArchiveRound>().AddSingleton<ArchiveLinks>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<ArchiveJob>();
        return services;
    }

    public static void MapArchives(this IEndpointRouteBuilder app)
    {
        var archives = app.MapGroup("/api/tenants/{tenantId}/archives").WithTags("Archives").RequireAuthorization(Rules.Owner);
        archives.MapListArchives();
        archives.MapAskArchive();
        archives.MapLinkArchive();
        archives.MapRemoveArchive();
        archives.MapGetHashKey();
        app.MapFetchArchive();
    }
}

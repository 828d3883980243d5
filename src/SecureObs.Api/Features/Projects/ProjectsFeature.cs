using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Projects;

internal static class ProjectsFeature
{
    public static void MapProjects(this IEndpointRouteBuilder app)
    {
        var projects = app.MapGroup("/api/tenants/{tenantId}/projects").WithTags("Projects").RequireAuthorization(Rules.Member);
        projects.MapListProjects();
        projects.MapGetProject();
        projects.MapGetProjectSettings();

        var settings = app.MapGroup("/api/tenants/{tenantId}/projects").WithTags("Projects").RequireAuthorization(Rules.Admin);
        settings.MapCreateProject();
        settings.MapRenameProject();
        settings.MapArchiveProject();
        settings.MapRestoreProject();
        settings.MapSetProjectSettings();
    }
}

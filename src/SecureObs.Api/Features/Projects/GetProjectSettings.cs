using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Projects;

internal sealed record SettingsRow(
    string? DefaultBranch, bool FourEyes, string? SourceLink, int? Critical, int? High, int? Medium, int? Low, int? Info, int? Unknown)
{
    public static readonly FormattableString Columns = $"""
        default_branch, four_eyes, source_link, due_days[6] as critical, due_days[5] as high, due_days[4] as medium, due_days[3] as low, due_days[2] as info, due_days[1] as unknown
        """;

    public ProjectSettings Settings => new(DefaultBranch, FourEyes, new(Critical, High, Medium, Low, Info, Unknown), SourceLink);
}

internal static class GetProjectSettings
{
    public static void MapGetProjectSettings(this IEndpointRouteBuilder projects) => projects
        .MapGet("/{projectId:guid}/settings", Handle)
        .WithSummary("Default branch, four eyes, due days and link to the source of a project")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<ProjectSettings>, ProblemHttpResult>> Handle(Guid projectId, TenantDb db, CancellationToken ct) =>
        db.ReadAsync<Results<Ok<ProjectSettings>, ProblemHttpResult>>(async tx =>
            await tx.FirstAsync<SettingsRow>($"""
                select {SettingsRow.Columns} from app.projects where tenant_id = {tx.TenantId} and id = {projectId}
                """, ct) is { } row ? TypedResults.Ok(row.Settings) : Problems.NotFound(), ct);
}

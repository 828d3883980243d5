using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Graph.Model;

namespace SecureObs.Api.Features.Infrastructure.Reading;

/// <summary>The resources of an analysis as a table: by address, filtered, or what one contains.</summary>
internal static class ListNodes
{
    private const int Size = 100;
    private const int LongestSearch = 200;

    public static void MapListNodes(this IEndpointRouteBuilder project) => project
        .MapGet("/{analysisId:guid}/nodes", Handle)
        .WithSummary("The resources of an analysis, by address")
        .WithDescription("'parent' -1 lists what nothing contains; 'search' is a part of an address, whatever its case.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .RecordsAccess(AuditActions.InfrastructureViewed, "analysisId")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<NodeItem>>, ProblemHttpResult>> Handle(
        Guid projectId, Guid analysisId, string? after, string? search, string? type, Exposure? exposure, int? parent, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var last = -1;
        if (after is not null && (Cursor.Read(after, 1) is not [var number] || !int.TryParse(number, out last)))
            return Problems.CursorInvalid();
        if (search?.Length > LongestSearch)
            return Problems.ValueInvalid();
        FormattableString found = search is { Length: > 0 } ? $"and pg_catalog.strpos(pg_catalog.lower(n.address), pg_catalog.lower({search})) > 0" : Sql.Nothing;
        FormattableString typed = type is { Length: > 0 } ? $"and n.type = {type}" : Sql.Nothing;
        FormattableString exposed = exposure is { } asked ? $"and n.exposure = {asked}" : Sql.Nothing;
        FormattableString inside = parent is { } outer ? $"and n.parent is not distinct from {(outer < 0 ? null : outer)}::integer" : Sql.Nothing;
        FormattableString which = $"n.number > {last} {found} {typed} {exposed} {inside}";
        return await db.ReadAsync<Results<Ok<Page<NodeItem>>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<AnalysisRow>(AnalysisRow.Select(tx, $"a.project_id = {projectId} and a.id = {analysisId}"), ct) is null)
                return Problems.NotFound();
            var page = Pages.Of(await NodeRow.ReadAsync(tx, projectId, analysisId, which, Size + 1, clock.GetUtcNow(), ct), Size, row => Cursor.Write(row.Number));
            return TypedResults.Ok(new Page<NodeItem>([.. page.Items.Select(row => row.Item())], page.Next));
        }, ct);
    }
}

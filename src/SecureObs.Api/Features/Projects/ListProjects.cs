using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Projects;

internal static class ListProjects
{
    public static void MapListProjects(this IEndpointRouteBuilder projects) => projects
        .MapGet("/", Handle)
        .WithSummary("Projects, oldest first, with their open findings; with archived=true the archived ones instead")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="reporting">reporting, silent (no run for 7 days), never-scanned; all when not given.</param>
    private static async Task<Results<Ok<Page<ProjectItem>>, ProblemHttpResult>> Handle(
        string? after, bool? archived, string? reporting, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and p.id > {last}";
        }
        if (WireWords<ProjectReporting>.Parse(reporting is null ? [] : [reporting]) is not { } states)
            return Problems.QueryInvalid("reporting", WireWords<ProjectReporting>.Rule);
        var now = clock.GetUtcNow();
        FormattableString state = states is [] ? Sql.Nothing : $"and {ProjectsReporting.At(now)} = any({states})";
        return TypedResults.Ok(await db.ReadAsync(async tx =>
        {
            // Ids are in order of creation, so the oldest projects come first.
            var rows = await tx.QueryAsync<ProjectRow>($"""
                select p.id, p.name, p.gate_policy, newest.opened_at as last_run_at, p.archived_at
                from app.projects p
                left join lateral (
                    select r.opened_at from app.runs r
                    where r.tenant_id = {tx.TenantId} and r.project_id = p.id
                    order by r.opened_at desc limit 1) newest on true
                where p.tenant_id = {tx.TenantId} and p.erasing_at is null and (p.archived_at is not null) = {archived is true} {state} {start}
                order by p.id
                limit {Sql.Rows(Pages.Size + 1)}
                """, ct);
            var page = Pages.Of(rows, Pages.Size, row => Cursor.Write(row.Id));
            return new Page<ProjectItem>(await ProjectItems.CountedAsync(tx, [.. page.Items], now, ct), page.Next);
        }, ct));
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Scanners;

internal static class ListActiveScanners
{
    private sealed record Row(string Key, string? Config);

    public static void MapListActiveScanners(this IEndpointRouteBuilder scanners) => scanners
        .MapGet("/active", Handle)
        .WithSummary("The scanners that a pipeline of this project runs, in order")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ActiveScanner[]>, ProblemHttpResult>> Handle(string projectId, TenantDb db, CancellationToken ct)
    {
        var project = Guid.Parse(projectId);   // the rule of the endpoint has let this key to this project
        return await db.ReadAsync<Results<Ok<ActiveScanner[]>, ProblemHttpResult>>(async tx =>
        {
            if (await tx.FirstAsync<bool>($"select archived_at is not null from app.projects where tenant_id = {tx.TenantId} and id = {project}", ct))
                return Problems.ProjectArchivedForPipeline();
            var rows = await tx.QueryAsync<Row>($"""
                select s.scanner_key as key, s.config::text as config
                from app.project_scanners s join app.scanners c on c.key = s.scanner_key and not c.hidden
                where s.tenant_id = {tx.TenantId} and s.project_id = {project}
                order by s.position, s.scanner_key
                """, ct);
            return TypedResults.Ok(rows.Select(row => new ActiveScanner(row.Key, Config(row.Config))).ToArray());
        }, ct);
    }

    private static Dictionary<string, string>? Config(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(json);
}

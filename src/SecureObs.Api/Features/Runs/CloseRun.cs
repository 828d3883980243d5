using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

internal static class CloseRun
{
    private const int MostDeclared = 200;

    private sealed record Run(string PipelineRunId, DateTime? ClosedAt);

    public static void MapCloseRun(this IEndpointRouteBuilder runs) => runs
        .MapPost("/{runId:guid}/close", Handle)
        .WithSummary("Say that a run has nothing more to report; repeating it is harmless")
        .WithDescription("The body may be left out, or be a JSON object with the list 'scanners': what was to run, each with 'scanner' and 'target'. What nothing came of is noted as missing.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string projectId, Guid runId, HttpContext context, Caller caller, TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        // Read by hand: the framework lets nobody leave out a body that it knows of.
        if (await ReadAsync(context.Request, ct) is not { } declared)
            return Problems.ManifestInvalid();
        var (project, now) = (Guid.Parse(projectId), clock.GetUtcNow());
        return await db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var run = await tx.FirstAsync<Run>($"""
                select pipeline_run_id, closed_at from app.runs
                where tenant_id = {tx.TenantId} and project_id = {project} and id = {runId} for update
                """, ct);
            if (run is null)
                return Problems.NotFound();
            caller.RequireRun(run.PipelineRunId);
            if (run.ClosedAt is null)
            {
                var manifest = await RunManifest.MakeAsync(tx, runId, declared, ct);
                await tx.ExecuteAsync($"""
                    update app.runs set closed_at = {now}, manifest = {manifest}::jsonb where tenant_id = {tx.TenantId} and project_id = {project} and id = {runId}
                    """, ct);
                await ResultRows.DropAsync(tx, runId, Sql.Nothing, ct);
                await audit.WriteAsync(tx, AuditActions.RunClosed, runId,
                    new Dictionary<string, string?> { ["project"] = projectId, ["run"] = run.PipelineRunId }, ct);
            }
            return TypedResults.NoContent();
        }, ct);
    }

    /// <summary>Null when it is not what may be declared.</summary>
    private static async Task<IReadOnlyList<RunManifestEntry>?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is null or 0 && request.Headers.TransferEncoding.Count == 0)
            return [];
        try
        {
            var declared = (await request.ReadFromJsonAsync<CloseRunRequest>(ct))?.Scanners ?? [];
            return declared.Count <= MostDeclared && declared.All(each => each.Scanner is { Length: > 0 and <= ScanScope.ScannerLength } && each.Target?.Length is null or <= ScanScope.TargetLength)
                ? declared : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

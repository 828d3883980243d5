using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

internal static class ReportScannerResult
{
    private sealed record Run(string Branch);

    public static void MapReportScannerResult(this IEndpointRouteBuilder runs) => runs
        .MapPut("/{runId:guid}/results/{scanner}", Handle)
        .WithSummary("Say how a scanner ended, also with zero findings or a failure")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string projectId, Guid runId, string scanner, ReportScannerResultRequest request,
        TenantDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (scanner.Length > ScanScope.ScannerLength)
            return Problems.NotFound();
        var (project, now, entry) = (Guid.Parse(projectId), clock.GetUtcNow(), audit.NewEntry());
        return await db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (await OpenProjects.AskAsync(tx, [project], ct) is ProjectAccess.Archived)
                return Problems.ProjectArchived();
            var run = await tx.FirstAsync<Run>($"""
                select branch from app.runs where tenant_id = {tx.TenantId} and project_id = {project} and id = {runId}
                """, ct);
            if (run is null)
                return Problems.NotFound();
            var scope = new ScanScope(project, runId, run.Branch, scanner);
            var result = (await ScanScopes.NumberAsync(tx, [scope], now, ct))[scope];
            await tx.ExecuteAsync($"""
                update app.scan_results set
                    status = {request.Status}, version = {request.Version}::text, findings = {request.Findings},
                    duration_milliseconds = {request.DurationMilliseconds}, message = {request.Message}::text, reported_at = {now}
                where tenant_id = {tx.TenantId} and run_id = {runId} and scope_id = {result.ScopeId}
                """, ct);
            await audit.WriteAsync(tx, entry, AuditActions.RunResultReported, runId, new Dictionary<string, string?>
            {
                ["scanner"] = scanner,
                ["status"] = WireWords<ScannerStatus>.Of(request.Status),
                ["findings"] = $"{request.Findings}",
            }, ct);
            return TypedResults.NoContent();
        }, ct);
    }
}

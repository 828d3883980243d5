using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

internal static class ReportScannerResult
{
    private sealed record Before(short Status);

    public static void MapReportScannerResult(this IEndpointRouteBuilder runs) => runs
        .MapPut("/{runId:guid}/results/{scanner}", Handle)
        .WithSummary("Say how a scanner ended, also with zero findings or a failure")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ScannerResultCounts>, NoContent, ProblemHttpResult>> Handle(
        string projectId, Guid runId, string scanner, ReportScannerResultRequest request,
        Caller caller, TenantDb db, AuditTrail audit, CompleteResult complete, Detection detection, TimeProvider clock, CancellationToken ct)
    {
        if (scanner.Length > ScanScope.ScannerLength)
            return Problems.NotFound();
        var (project, now, entry) = (Guid.Parse(projectId), clock.GetUtcNow(), audit.NewEntry());
        return await db.TransactAsync<Results<Ok<ScannerResultCounts>, NoContent, ProblemHttpResult>>(async tx =>
        {
            if (await ProjectLock.TakeAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            if (await RunsOfProject.FindAsync(tx, project, runId, ct) is not { } run)
                return Problems.NotFound();
            caller.RequireRun(run.PipelineRunId);
            var scope = new ScanScope(project, runId, run.Branch, scanner, StoredText.Line(request.Target ?? "", ScanScope.TargetLength));
            var number = (await ScanScopes.NumberAsync(tx, [scope], now, ct))[scope];
            var before = await WriteAsync(tx, runId, number, request, now, ct);
            var result = new ResultNumber(number.ScopeId, number.Seq, run.IsDefault && !(number.CurrentAt > run.StartedAt));
            if (request.Status is ScannerStatus.Completed)
                await complete.TakeAsync(tx, run, result, now, ct);
            else if ((ScannerStatus)before is ScannerStatus.Completed)
                await TakeBackAsync(tx, detection, run, result, now, ct);
            await audit.WriteAsync(tx, entry, AuditActions.RunResultReported, runId, Data(scanner, request), ct);
            return request.Status is ScannerStatus.Completed ? TypedResults.Ok(await CountAsync(tx, run, result, ct)) : TypedResults.NoContent();
        }, ct);
    }

    private static async Task<ScannerResultCounts> CountAsync(TenantTransaction tx, RunOfProject run, ResultNumber result, CancellationToken ct) =>
        (await tx.FirstAsync<ScannerResultCounts>($"""
            select count(*)::integer as findings, (count(*) filter (where f.first_run = {run.PipelineRunId}))::integer as new
            from app.scan_results r
            {Presence.Of(tx)}
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = m.finding_id
            where r.tenant_id = {tx.TenantId} and r.scope_id = {result.ScopeId} and r.seq = {result.Seq}
            """, ct))!;

    /// <returns>The status before.</returns>
    private static Task<short> WriteAsync(
        TenantTransaction tx, Guid run, ScanNumber number, ReportScannerResultRequest request, DateTimeOffset now, CancellationToken ct) => tx.FirstAsync<short>($"""
        update app.scan_results s set
            status = {request.Status}, version = {request.Version}::text, findings = {request.Findings}, rules_digest = {request.RulesDigest}::text,
            duration_milliseconds = {request.DurationMilliseconds}, message = {request.Message}::text, exit_code = {request.ExitCode}::integer, reported_at = {now}
        from app.scan_results was
        where s.tenant_id = {tx.TenantId} and s.run_id = {run} and s.scope_id = {number.ScopeId}
          and was.tenant_id = {tx.TenantId} and was.run_id = s.run_id and was.scope_id = s.scope_id
        returning was.status
        """, ct);

    /// <summary>A second attempt of a run failed: what the first one closed is not closed any more.</summary>
    private static async Task TakeBackAsync(
        TenantTransaction tx, Detection detection, RunOfProject run, ResultNumber result, DateTimeOffset now, CancellationToken ct)
    {
        await ScanScopes.SetCurrentAsync(tx, result.ScopeId, ct);
        await detection.RefreshScopeAsync(tx, run, result.ScopeId, now, ct);
    }

    private static Dictionary<string, string?> Data(string scanner, ReportScannerResultRequest request) => new()
    {
        ["scanner"] = scanner,
        ["status"] = WireWords<ScannerStatus>.Of(request.Status),
        ["findings"] = $"{request.Findings}",
        ["target"] = string.IsNullOrEmpty(request.Target) ? null : request.Target,
    };
}

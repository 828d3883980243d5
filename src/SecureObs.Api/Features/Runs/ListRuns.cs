using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Runs;

/// <summary>One pipeline run and what each scanner said in it.</summary>
/// <param name="Branch">Null when the client did not say.</param>
/// <param name="Blocking">
/// Under one of the published three policies: whether its findings block it as of now. Under a policy of the project's own:
/// what the gate said last; null when it was not asked.
/// </param>
/// <param name="VerdictId">The gate's last verdict; null when there is none.</param>
public sealed record RunItem(
    Guid Id, string PipelineRunId, string? Branch, string? Commit, RunStatus Status, DateTime OpenedAt, DateTime? ClosedAt,
    bool? Blocking, Guid? VerdictId, IReadOnlyList<RunScanner> Scanners);

/// <param name="Target">What it looked at; empty for the workspace as a whole.</param>
/// <param name="ExitCode">What its tool ended with; null when nobody said.</param>
public sealed record RunScanner(
    string Scanner, string Target, ScannerStatus Status, string? Version, int Findings, long DurationMilliseconds, string? Message, int? ExitCode);

[JsonConverter(typeof(WordConverter<RunStatus>))]
public enum RunStatus
{
    [JsonStringEnumMemberName("open")] Open,
    [JsonStringEnumMemberName("closed")] Closed,
}

internal static class ListRuns
{
    private const int Size = 20;

    private sealed record RunRow(Guid Id, string PipelineRunId, string Branch, string? Commit, DateTime OpenedAt, DateTime? ClosedAt, short GatePolicy,
        Guid? VerdictId, bool? Blocked);

    private sealed record ScannerRow(
        Guid RunId, string Scanner, string Target, short Status, string? Version, int Findings, long DurationMilliseconds, string? Message, int? ExitCode, short? WorstOpen);

    public static void MapListRuns(this IEndpointRouteBuilder runs) => runs
        .MapGet("/", Handle)
        .WithSummary("A project's runs, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<RunItem>>, ProblemHttpResult>> Handle(
        Guid projectId, string? after, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 2) is not [var time, var id] || !Cursor.TryTime(time, out var at) || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and (r.opened_at, r.id) < ({at}, {last})";
        }
        return await db.ReadAsync(async tx =>
        {
            var rows = await tx.QueryAsync<RunRow>($"""
                select r.id, r.pipeline_run_id, r.branch, r.commit, r.opened_at, r.closed_at, p.gate_policy, verdict.id as verdict_id, verdict.blocked
                from app.runs r join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
                left join lateral (
                    select v.id, v.blocked from app.gate_verdicts v
                    where v.tenant_id = {tx.TenantId} and v.run_id = r.id
                    order by v.decided_at desc, v.id desc limit 1) verdict on true
                where r.tenant_id = {tx.TenantId} and r.project_id = {projectId} {start}
                order by r.opened_at desc, r.id desc
                limit {Sql.Rows(Size + 1)}
                """, ct);
            var ownPolicy = (await OwnPolicies.OfAsync(tx, [projectId], ct)).Count > 0;
            var page = Pages.Of(rows, Size, row => Cursor.Write(row.OpenedAt, row.Id));
            var scanners = (await ScannersAsync(tx, [.. page.Items.Select(row => row.Id)], clock.GetUtcNow(), ct)).ToLookup(scanner => scanner.RunId);
            return TypedResults.Ok(new Page<RunItem>([.. page.Items.Select(row => Item(row, ownPolicy, [.. scanners[row.Id]]))], page.Next));
        }, ct);
    }

    private static Task<List<ScannerRow>> ScannersAsync(TenantTransaction tx, Guid[] runs, DateTimeOffset now, CancellationToken ct) =>
        tx.QueryAsync<ScannerRow>($"""
            select r.run_id, c.scanner, c.target, r.status, r.version, r.findings, r.duration_milliseconds, r.message, r.exit_code, worst.severity as worst_open
            from app.scan_results r
            join app.scan_scopes c on c.tenant_id = {tx.TenantId} and c.id = r.scope_id
            left join (
                select r.run_id, r.scope_id, max(f.severity) as severity
                from app.scan_results r
                {Presence.Of(tx)}
                join app.findings f on f.tenant_id = {tx.TenantId} and f.id = m.finding_id and {FindingState.CountsAt(now)}
                where r.tenant_id = {tx.TenantId} and r.run_id = any({runs})
                group by r.run_id, r.scope_id) worst on worst.run_id = r.run_id and worst.scope_id = r.scope_id
            where r.tenant_id = {tx.TenantId} and r.run_id = any({runs})
            order by r.run_id, c.scanner, c.target
            """, ct);

    private static RunItem Item(RunRow row, bool ownPolicy, IReadOnlyList<ScannerRow> scanners) => new(
        row.Id, row.PipelineRunId, row.Branch is "" ? null : row.Branch, row.Commit,
        row.ClosedAt is null ? RunStatus.Open : RunStatus.Closed, row.OpenedAt, row.ClosedAt,
        ownPolicy ? row.Blocked : scanners.Any(scanner => scanner.WorstOpen is { } worst && GateRule.Blocks((GatePolicy)row.GatePolicy, (Severity)worst)),
        row.VerdictId,
        [.. scanners.Select(scanner => new RunScanner(
            scanner.Scanner, scanner.Target, (ScannerStatus)scanner.Status, scanner.Version, scanner.Findings, scanner.DurationMilliseconds, scanner.Message,
            scanner.ExitCode))]);
}

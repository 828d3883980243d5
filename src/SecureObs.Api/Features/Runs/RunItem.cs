using System.Text.Json.Serialization;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Database;
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
    Guid Id, Guid ProjectId, string ProjectName, string PipelineRunId, string? Branch, string? Commit, RunStatus Status, DateTime OpenedAt, DateTime? ClosedAt,
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

internal sealed record RunRow
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }
    public required string ProjectName { get; init; }
    public required string PipelineRunId { get; init; }
    public required string Branch { get; init; }
    public string? Commit { get; init; }
    public required DateTime OpenedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public required short GatePolicy { get; init; }
    public Guid? VerdictId { get; init; }
    public bool? Blocked { get; init; }
}

internal static class RunItems
{
    private sealed record ScannerRow(
        Guid RunId, string Scanner, string Target, short Status, string? Version, int Findings, long DurationMilliseconds, string? Message, int? ExitCode, short? WorstOpen);

    /// <summary>Runs, newest first, as r with the gate's last verdict as verdict.</summary>
    /// <param name="which">Conditions, each with its "and".</param>
    public static Task<List<RunRow>> ReadAsync(TenantTransaction tx, FormattableString which, int most, CancellationToken ct) => tx.QueryAsync<RunRow>($"""
        select r.id, r.project_id, p.name as project_name, r.pipeline_run_id, r.branch, r.commit, r.opened_at, r.closed_at, p.gate_policy, verdict.id as verdict_id, verdict.blocked
        from app.runs r
        join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
        {LastVerdicts.Of(tx)}
        where r.tenant_id = {tx.TenantId} {which}
        order by r.opened_at desc, r.id desc
        limit {Sql.Rows(most)}
        """, ct);

    /// <summary>Adds what the scanners of all these runs said in one query.</summary>
    public static async Task<List<RunItem>> WithScannersAsync(TenantTransaction tx, List<RunRow> rows, DateTimeOffset now, CancellationToken ct)
    {
        var own = await OwnPolicies.OfAsync(tx, [.. rows.Select(row => row.ProjectId).Distinct()], ct);
        var scanners = (await ScannersAsync(tx, [.. rows.Select(row => row.Id)], now, ct)).ToLookup(scanner => scanner.RunId);
        return [.. rows.Select(row => Item(row, own.ContainsKey(row.ProjectId), [.. scanners[row.Id]]))];
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
        row.Id, row.ProjectId, row.ProjectName, row.PipelineRunId, row.Branch is "" ? null : row.Branch, row.Commit,
        row.ClosedAt is null ? RunStatus.Open : RunStatus.Closed, row.OpenedAt, row.ClosedAt,
        ownPolicy ? row.Blocked : scanners.Any(scanner => scanner.WorstOpen is { } worst && GateRule.Blocks((GatePolicy)row.GatePolicy, (Severity)worst)),
        row.VerdictId,
        [.. scanners.Select(scanner => new RunScanner(
            scanner.Scanner, scanner.Target, (ScannerStatus)scanner.Status, scanner.Version, scanner.Findings, scanner.DurationMilliseconds, scanner.Message,
            scanner.ExitCode))]);
}

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings;

/// <summary>What to list. Values of one filter are alternatives; filters narrow each other.</summary>
/// <param name="Severity">CRITICAL, HIGH, MEDIUM, LOW, INFO, UNKNOWN.</param>
/// <param name="Status">open, in-review, resolved, false-positive, risk-accepted, wont-fix.</param>
/// <param name="Text">Anywhere in rule, path or description, whatever the case.</param>
/// <param name="Limit">Rows a page, 1 to 200; 50 when not given.</param>
internal sealed record FindingQuery(
    [property: FromQuery(Name = "projectId")] Guid? ProjectId,
    [property: FromQuery(Name = "severity")] string[]? Severity,
    [property: FromQuery(Name = "status")] string[]? Status,
    [property: FromQuery(Name = "scanner")] string[]? Scanner,
    [property: FromQuery(Name = "text")] string? Text,
    [property: FromQuery(Name = "after")] string? After,
    [property: FromQuery(Name = "limit")] int? Limit);

internal static class ListFindings
{
    private const int TextLength = 200;

    /// <summary>Archived projects stay readable, and are left out where nobody asks for them.</summary>
    private static readonly FormattableString NotArchived = $"and p.archived_at is null";

    public static void MapListFindings(this IEndpointRouteBuilder findings) => findings
        .MapGet("/", Handle)
        .RecordsAccess(AuditActions.FindingsListed, "projectId")
        .WithSummary("Findings, worst and newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<FindingItem>>, ProblemHttpResult>> Handle(
        [AsParameters] FindingQuery query, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        if (query.Limit is < 1 or > Pages.LargestSize)
            return Problems.QueryInvalid("limit", $"must be 1 to {Pages.LargestSize}");
        var now = clock.GetUtcNow();
        if (Where(query, now) is var (filter, refusal) && filter is null)
            return refusal!;
        if (Start(query.After) is not { } start)
            return Problems.CursorInvalid();

        var size = query.Limit ?? Pages.Size;
        var rows = await db.TransactAsync(tx => tx.QueryAsync<FindingRow>($"""
            select f.id, f.project_id, p.name as project_name, f.scanner, f.rule_id, f.severity, {FindingState.StatusAt(now)} as status, f.file_path, f.start_line,
                left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as title, f.first_seen_at
            from app.findings f join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            where f.tenant_id = {tx.TenantId} {filter} {start}
            order by f.severity desc, f.first_seen_at desc, f.id desc
            limit {size + 1}
            """, ct), ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item())], size,
            item => Cursor.Write((short)item.Severity, item.FirstSeenAt, item.Id)));
    }

    /// <summary>The conditions of a query on findings as f and their projects as p, or what is wrong with it.</summary>
    internal static (FormattableString? Where, ProblemHttpResult? Refusal) Where(FindingQuery query, DateTimeOffset now)
    {
        if (query.Text?.Length > TextLength)
            return (null, Problems.QueryInvalid("text", $"must have at most {TextLength} characters"));
        if (WireWords<Severity>.Parse(query.Severity) is not { } severities)
            return (null, Problems.QueryInvalid("severity", WireWords<Severity>.Rule));
        return WireWords<FindingStatus>.Parse(query.Status) is { } statuses
            ? (Filter(query, severities, statuses, now), null)
            : (null, Problems.QueryInvalid("status", WireWords<FindingStatus>.Rule));
    }

    private static FormattableString Filter(FindingQuery query, short[] severities, short[] statuses, DateTimeOffset now)
    {
        FormattableString project = query.ProjectId is { } id ? $"and f.project_id = {id}" : NotArchived;
        FormattableString severity = severities is [] ? Sql.Nothing : $"and f.severity = any({severities})";
        FormattableString status = statuses is [] ? Sql.Nothing : $"and {FindingState.IsOneOf(statuses, now)}";
        FormattableString scanner = query.Scanner is { Length: > 0 } scanners ? $"and f.scanner = any({scanners})" : Sql.Nothing;
        FormattableString text = string.IsNullOrWhiteSpace(query.Text) ? Sql.Nothing : Contains(query.Text.Trim());
        return $"{project} {severity} {status} {scanner} {text}";
    }

    private static FormattableString Contains(string text)
    {
        var pattern = "%" + text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal) + "%";
        return $"and (f.rule_id ilike {pattern} or f.file_path ilike {pattern} or f.description ilike {pattern})";
    }

    private static FormattableString? Start(string? after)
    {
        if (after is null)
            return Sql.Nothing;
        if (Cursor.Read(after, 3) is not [var worst, var time, var id]
            || !short.TryParse(worst, out var severity) || !Cursor.TryTime(time, out var at) || !Guid.TryParse(id, out var last))
            return null;
        return $"and (f.severity, f.first_seen_at, f.id) < ({severity}, {at}, {last})";
    }
}

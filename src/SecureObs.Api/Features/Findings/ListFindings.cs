using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

internal static class ListFindings
{
    public static void MapListFindings(this IEndpointRouteBuilder findings) => findings
        .MapGet("/", Handle)
        .RecordsAccess(AuditActions.FindingsListed, "projectId")
        .WithSummary("Findings, worst and newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="limit">Rows a page, 1 to 200; 50 when not given.</param>
    private static async Task<Results<Ok<Page<FindingItem>>, ProblemHttpResult>> Handle(
        [AsParameters] FindingFilter filter, string? after, int? limit, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        if (limit is < 1 or > Pages.LargestSize)
            return Problems.QueryInvalid("limit", $"must be 1 to {Pages.LargestSize}");
        var now = clock.GetUtcNow();
        var (conditions, refusal) = filter.Read(now, status: false);
        if (conditions is null)
            return refusal!;
        if (Start(after) is not { } start)
            return Problems.CursorInvalid();

        var size = limit ?? Pages.Size;
        var rows = await db.TransactAsync(tx => tx.QueryAsync<FindingRow>($"""
            with listed as ({Listed(tx.TenantId, filter.Statuses(), conditions, start, size + 1, now)})
            select f.id, f.project_id, p.name as project_name, f.scanner, f.rule_id, f.severity, {FindingState.StatusAt(now)} as status, f.file_path, f.start_line,
                left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as title, f.first_seen_at,
                f.assignee, f.due_at, f.ignored_in_source is not null as ignored_in_source
            from listed l
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = l.id
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            order by f.severity desc, f.first_seen_at desc, f.id desc
            limit {size + 1}
            """, ct), ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item())], size,
            item => Cursor.Write((short)item.Severity, item.FirstSeenAt, item.Id)));
    }

    /// <summary>
    /// One part for each status, each in the order of an index that begins with it, so that none reads more than a page; and the
    /// few whose suppression is over without having been noted.
    /// </summary>
    private static FormattableString Listed(Guid tenant, short[] statuses, FormattableString conditions, FormattableString start, int count, DateTimeOffset now)
    {
        return statuses.Select(status => Part($"f.status = {status} and {FindingState.IsAsNoted(now)}"))
            .Append(Part($"{FindingState.IsWaking(now)} and f.triage = any({statuses})"))
            .Aggregate((some, other) => $"{some} union all {other}");

        FormattableString Part(FormattableString which) => $"""
            (select f.id from app.findings f join app.projects p on p.tenant_id = {tenant} and p.id = f.project_id
            where f.tenant_id = {tenant} and {which} {conditions} {start}
            order by f.severity desc, f.first_seen_at desc, f.id desc
            limit {count})
            """;
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

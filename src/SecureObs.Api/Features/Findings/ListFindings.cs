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
        var (conditions, refusal) = filter.Read(now);
        if (conditions is null)
            return refusal!;
        if (Start(after) is not { } start)
            return Problems.CursorInvalid();

        var size = limit ?? Pages.Size;
        var rows = await db.TransactAsync(tx => tx.QueryAsync<FindingRow>($"""
            select f.id, f.project_id, p.name as project_name, f.scanner, f.rule_id, f.severity, {FindingState.StatusAt(now)} as status, f.file_path, f.start_line,
                left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as title, f.first_seen_at,
                f.assignee, f.due_at, f.ignored_in_source is not null as ignored_in_source
            from app.findings f join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            where f.tenant_id = {tx.TenantId} {conditions} {start}
            order by f.severity desc, f.first_seen_at desc, f.id desc
            limit {size + 1}
            """, ct), ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item())], size,
            item => Cursor.Write((short)item.Severity, item.FirstSeenAt, item.Id)));
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

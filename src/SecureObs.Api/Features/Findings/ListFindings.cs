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

    /// <param name="sort">severity, first-seen or path; severity when not given.</param>
    /// <param name="direction">asc or desc; desc when not given, and asc for paths.</param>
    /// <param name="limit">Rows a page, 1 to 200; 50 when not given.</param>
    private static async Task<Results<Ok<Page<FindingItem>>, ProblemHttpResult>> Handle(
        [AsParameters] FindingFilter filter, string? sort, string? direction, string? after, int? limit, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        if (limit is < 1 or > Pages.LargestSize)
            return Problems.QueryInvalid("limit", $"must be 1 to {Pages.LargestSize}");
        var (sorting, unsorted) = FindingSorting.Read(sort, direction);
        if (sorting is null)
            return unsorted!;
        var order = new FindingListOrder(sorting.Sort, sorting.Descending);
        var now = clock.GetUtcNow();
        if (filter.Read(now).Refusal is { } refusal)
            return refusal;
        if (order.Start(after) is not { } start)
            return Problems.CursorInvalid();

        var size = limit ?? Pages.Size;
        var rows = await db.ReadAsync(async tx =>
        {
            var conditions = filter.Read(now, status: false, await FilterLookups.OfAsync(tx, filter, ct)).Conditions!;
            return await tx.QueryAsync<FindingRow>($"""
                with listed as ({FindingPage.Of(tx, filter, conditions, order, start, size + 1, now)})
                select f.id, f.project_id, p.name as project_name, f.scanner, f.rule_id, f.severity, {FindingState.StatusAt(now)} as status, f.file_path, f.start_line,
                    left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as title, f.first_seen_at,
                    f.assignee, f.due_at, f.ignored_in_source is not null as ignored_in_source
                from listed l
                join app.findings f on f.tenant_id = {tx.TenantId} and f.id = l.id
                join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
                order by {order.Keys}
                """, ct);
        }, ct);
        return TypedResults.Ok(Pages.Of([.. rows.Select(row => row.Item())], size, order.CursorAt));
    }
}

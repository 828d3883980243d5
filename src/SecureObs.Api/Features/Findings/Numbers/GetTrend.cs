using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Numbers;

internal static class GetTrend
{
    private const int LongestDays = 730;

    private sealed record Row(DateOnly? Day, short Severity, long Opened, long Closed, long Added, long Resolved, decimal Seconds);

    public static void MapGetTrend(this IEndpointRouteBuilder findings) => findings
        .MapGet("/trend", Handle)
        .MayReadStandby()
        .WithSummary("What was open, came and went on each day, of a project or of all that are not archived")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="days">So many up to today, 1 to 730; 90 when not given.</param>
    private static async Task<Results<Ok<FindingTrend>, ProblemHttpResult>> Handle(Guid? projectId, int? days, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        if (days is < 1 or > LongestDays)
            return Problems.QueryInvalid("days", $"must be 1 to {LongestDays}");
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var first = today.AddDays(1 - (days ?? 90));
        var rows = await db.ReadAsync(async tx => projectId is null || await NumbersOfProject.ExistsAsync(tx, projectId.Value, ct) ? await ReadAsync(tx, projectId, first, ct) : null, ct);
        return rows is null ? Problems.NotFound() : TypedResults.Ok(new FindingTrend(Days(rows, first, today)));
    }

    /// <summary>The sum of all that came before, as a row without a day, and each day since.</summary>
    private static Task<List<Row>> ReadAsync(TenantTransaction tx, Guid? project, DateOnly first, CancellationToken ct) => tx.QueryAsync<Row>($"""
        select case when d.day >= {first} then d.day end as day, d.severity, sum(d.opened)::bigint as opened, sum(d.closed)::bigint as closed,
            sum(d.added)::bigint as added, sum(d.resolved)::bigint as resolved, sum(d.resolved_seconds) as seconds
        from app.finding_days d
        where d.tenant_id = {tx.TenantId} and d.project_id = {project ?? FindingCounts.AllProjects}
        group by 1, 2
        """, ct);

    private static List<TrendDay> Days(List<Row> rows, DateOnly first, DateOnly today)
    {
        var open = rows.Where(row => row.Day is null).ToDictionary(row => (Severity)row.Severity, row => row.Opened - row.Closed);
        var byDay = rows.ToLookup(row => row.Day);
        var days = new List<TrendDay>();
        for (var day = first; day <= today; day = day.AddDays(1))
        {
            var here = byDay[day].ToList();
            foreach (var row in here)
                open[(Severity)row.Severity] = open.GetValueOrDefault((Severity)row.Severity) + row.Opened - row.Closed;
            var resolved = here.Sum(row => row.Resolved);
            days.Add(new(day, SeverityNumbers.Of(severity => open.GetValueOrDefault(severity)), Math.Max(0, here.Sum(row => row.Added)), Math.Max(0, here.Sum(row => row.Opened)),
                here.Sum(row => row.Closed), resolved, resolved == 0 ? null : Math.Round((double)here.Sum(row => row.Seconds) / resolved / 3600, 1)));
        }
        return days;
    }
}

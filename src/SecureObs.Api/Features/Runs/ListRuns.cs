using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Runs;

/// <summary>Which runs. Those of archived projects only where one is asked for.</summary>
internal sealed record RunQuery
{
    private static readonly string[] Verdicts = ["blocked", "passed", "none"];

    /// <summary>blocked, passed, none: what the gate said last; all when not given.</summary>
    [FromQuery(Name = "verdict")] public string? Verdict { get; init; }

    [FromQuery(Name = "branch")] public string? Branch { get; init; }

    /// <summary>Begun at this time or later.</summary>
    [FromQuery(Name = "from")] public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time.</summary>
    [FromQuery(Name = "before")] public DateTimeOffset? Before { get; init; }

    [FromQuery(Name = "after")] public string? After { get; init; }

    /// <summary>Conditions on runs as r with their last verdict, or why they make no sense.</summary>
    internal (FormattableString? Conditions, ProblemHttpResult? Refusal) Read()
    {
        if (Verdict is not null && !Verdicts.Contains(Verdict))
            return (null, Problems.QueryInvalid("verdict", $"must be one of: {string.Join(", ", Verdicts)}"));
        var start = Sql.Nothing;
        if (After is not null)
        {
            if (Cursor.Read(After, 2) is not [var time, var id] || !Cursor.TryTime(time, out var at) || !Guid.TryParse(id, out var last))
                return (null, Problems.CursorInvalid());
            start = $"and (r.opened_at, r.id) < ({at}, {last})";
        }
        FormattableString verdict = Verdict switch
        {
            "blocked" => $"and verdict.blocked",
            "passed" => $"and not verdict.blocked",
            "none" => $"and verdict.id is null",
            _ => Sql.Nothing,
        };
        FormattableString branch = Branch is null ? Sql.Nothing : $"and r.branch = {Branch}";
        FormattableString from = From is { } begin ? $"and r.opened_at >= {begin.ToUniversalTime()}" : Sql.Nothing;
        FormattableString before = Before is { } end ? $"and r.opened_at < {end.ToUniversalTime()}" : Sql.Nothing;
        return ($"{start} {verdict} {branch} {from} {before}", null);
    }
}

internal static class ListRuns
{
    private const int Size = 20;

    public static void MapListRuns(this IEndpointRouteBuilder project) => project
        .MapGet("/", (Guid projectId, [AsParameters] RunQuery query, TenantDb db, TimeProvider clock, CancellationToken ct) => Handle(projectId, query, db, clock, ct))
        .MayReadStandby()
        .WithSummary("A project's runs, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    public static void MapListAllRuns(this IEndpointRouteBuilder tenant) => tenant
        .MapGet("/", (Guid? projectId, [AsParameters] RunQuery query, TenantDb db, TimeProvider clock, CancellationToken ct) => Handle(projectId, query, db, clock, ct))
        .MayReadStandby()
        .WithSummary("Runs of all projects, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<RunItem>>, ProblemHttpResult>> Handle(Guid? projectId, RunQuery query, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var (conditions, refusal) = query.Read();
        if (conditions is null)
            return refusal!;
        FormattableString project = projectId is { } one ? (FormattableString)$"and r.project_id = {one}" : $"and p.archived_at is null";
        return await db.ReadAsync(async tx =>
        {
            var page = Pages.Of(await RunItems.ReadAsync(tx, $"{project} {conditions}", Size + 1, ct), Size, row => Cursor.Write(row.OpenedAt, row.Id));
            return TypedResults.Ok(new Page<RunItem>(await RunItems.WithScannersAsync(tx, [.. page.Items], clock.GetUtcNow(), ct), page.Next));
        }, ct);
    }
}

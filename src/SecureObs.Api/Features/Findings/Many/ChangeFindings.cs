using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Many;

/// <summary>One change of many findings: of a selection, of what a filter finds, or of what it finds in a selection; of their status, assignee or severity.</summary>
/// <param name="Ids">At most 5,000; those that do not exist are left out.</param>
/// <param name="DryRun">Only say what would be done, of at most 100,000 findings.</param>
/// <param name="Expected">So many findings must match, at most 100,000: nothing is changed that nobody has seen counted.</param>
/// <param name="After">
/// A larger selection in parts of 5,000 in the order of ids: those behind this id. Begin with 00000000-0000-0000-0000-000000000000,
/// go on with <see cref="ChangedFindings.Next"/>.
/// </param>
public sealed record ChangeFindingsRequest(
    Guid[]? Ids = null, FindingFilter? Filter = null, bool DryRun = false, int? Expected = null, Guid? After = null,
    SetFindingStatusRequest? Status = null, SetFindingAssigneeRequest? Assignee = null, SetFindingSeverityRequest? Severity = null)
{
    internal bool IsClear => (Ids is not null || Filter is not null) && new object?[] { Status, Assignee, Severity }.Count(one => one is not null) == 1;
}

/// <param name="ChangeId">To take it back by; null when nothing was changed.</param>
/// <param name="Matched">How many findings were looked at.</param>
/// <param name="Changed">How many are otherwise than before, or would be.</param>
/// <param name="Held">How many were left alone because a wide suppression holds them.</param>
/// <param name="Asks">How many of the changed ones wait for somebody's approval.</param>
/// <param name="Next">Where to go on when there are more, see <see cref="ChangeFindingsRequest.After"/>; else null.</param>
public sealed record ChangedFindings(Guid? ChangeId, int Matched, int Changed, int Held, int Asks, Guid? Next);

internal static class ChangeFindings
{
    private const int Most = 5_000;

    /// <summary>So many are counted and looked at.</summary>
    private const int MostLooked = 100_000;

    /// <summary>So many ids with quotes and commas, and what is said of them.</summary>
    private const int MostBytes = 256 * 1024;

    public static void MapChangeFindings(this IEndpointRouteBuilder findings) => findings
        .MapPost("/changes", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .WithSummary("Change many findings at once, or ask first what that would do")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ChangedFindings>, ProblemHttpResult>> Handle(
        ChangeFindingsRequest request, TenantDb db, FindingChange change, ChangeLog log, TimeProvider clock, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        if (!request.IsClear)
            return Problems.ChangeUnclear();
        if (request.Ids?.Length > Most)
            return Problems.TooManyFindings(Most);
        // Whoever names findings means them, also in archived projects.
        if ((change.Read(request, now) ?? request.Filter?.Read(now).Refusal) is { } refusal)
            return refusal;

        return await db.TransactAsync<Results<Ok<ChangedFindings>, ProblemHttpResult>>(async tx =>
        {
            // After a commit whose answer got lost it was done already.
            if (await ChangeLog.FindAsync(tx, id, request.After is not null, ct) is { } done)
                return TypedResults.Ok(done);
            if (await change.RefusalAsync(tx, ct) is { } unknown)
                return unknown;
            var ids = await MatchedAsync(tx, request, now, ct);
            if (ids.Length > MostLooked || (request.After is null && ids.Length > Most))
                return Problems.TooManyFindings(request.After is null ? Most : MostLooked);
            if (request.Expected is { } expected && ids.Length != expected)
                return Problems.SelectionChanged(ids.Length);
            if (request.DryRun)
                return TypedResults.Ok(Would(ids.Length, await change.PreviewAsync(tx, ids, now, ct)));
            Guid[] part = [.. ids.Take(Most)];
            var outcome = await change.ApplyAsync(tx, part, now, ct);
            if (outcome.Changed.Count > 0)
                await log.KeepAsync(tx, id, change.Kind, outcome.Changed, now, ct);
            return TypedResults.Ok(new ChangedFindings(
                outcome.Changed.Count > 0 ? id : null, part.Length, outcome.Changed.Count, outcome.Held.Count, outcome.Asks, ids.Length > Most ? part[^1] : null));
        }, ct);
    }

    /// <summary>One more than is needed says that there are more.</summary>
    private static async Task<Guid[]> MatchedAsync(TenantTransaction tx, ChangeFindingsRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var selection = request.Ids is { } named ? $"and f.id = any({named})" : Sql.Nothing;
        var behind = request.After is { } last ? $"and f.id > {last}" : Sql.Nothing;
        var conditions = request.Filter is { } filter ? filter.Read(now, found: await FilterLookups.OfAsync(tx, filter, ct)).Conditions! : Sql.Nothing;
        var most = request.Expected is not null || (request.DryRun && request.After is not null) ? MostLooked : Most;
        return [.. await tx.QueryAsync<Guid>($"""
            select f.id from app.findings f
            where f.tenant_id = {tx.TenantId} {selection} {behind} {conditions}
            order by f.id limit {Sql.Rows(most + 1)}
            """, ct)];
    }

    private static ChangedFindings Would(int matched, ChangePreview preview) => new(null, matched, preview.Changed, preview.Held, preview.Asks, null);
}

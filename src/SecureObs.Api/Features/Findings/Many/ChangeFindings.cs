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
/// <param name="DryRun">Only count what would be looked at.</param>
public sealed record ChangeFindingsRequest(
    Guid[]? Ids = null, FindingFilter? Filter = null, bool DryRun = false,
    SetFindingStatusRequest? Status = null, SetFindingAssigneeRequest? Assignee = null, SetFindingSeverityRequest? Severity = null)
{
    internal bool IsClear => (Ids is not null || Filter is not null) && new object?[] { Status, Assignee, Severity }.Count(one => one is not null) == 1;
}

/// <param name="ChangeId">To take it back by; null when nothing was changed.</param>
/// <param name="Matched">How many findings the selection or filter has.</param>
/// <param name="Changed">How many are otherwise than before.</param>
/// <param name="Held">How many were left alone because a wide suppression holds them.</param>
public sealed record ChangedFindings(Guid? ChangeId, int Matched, int Changed, int Held);

internal static class ChangeFindings
{
    private const int Most = 5_000;

    /// <summary>So many ids with quotes and commas, and what is said of them.</summary>
    private const int MostBytes = 256 * 1024;

    private sealed record Match(Guid Id);

    public static void MapChangeFindings(this IEndpointRouteBuilder findings) => findings
        .MapPost("/changes", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
        .WithSummary("Change many findings at once, or count them first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<ChangedFindings>, ProblemHttpResult>> Handle(
        ChangeFindingsRequest request, TenantDb db, StatusChanges statuses, AssigneeChanges assignees, SeverityChanges severities, ChangeLog log,
        TimeProvider clock, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        if (!request.IsClear)
            return Problems.ChangeUnclear();
        if (request.Ids?.Length > Most)
            return Problems.TooManyFindings(Most);
        var (decision, unsaid) = request.Status is { } said
            ? StatusDecision.Of(said.Status, said.Reason, said.ExpiresAt, said.UntilFixed, said.UntilChanged, now) : (null, null);
        if (unsaid is not null)
            return unsaid;
        var severity = request.Severity is { } other ? SeverityDecision.Of(other.Severity, other.Reason) : null;
        if (severity is { IsWhole: false })
            return Problems.SeverityReasonMissing();
        // Whoever names findings means them, also in archived projects.
        if (request.Filter?.Read(now).Refusal is { } refusal)
            return refusal;
        var selection = request.Ids is { } named ? $"and f.id = any({named})" : Sql.Nothing;

        return await db.TransactAsync<Results<Ok<ChangedFindings>, ProblemHttpResult>>(async tx =>
        {
            // After a commit whose answer got lost it was done already.
            if (await ChangeLog.FindAsync(tx, id, ct) is { } done)
                return TypedResults.Ok(done);
            if (request.Assignee?.MemberId is { } member && !await AssigneeChanges.IsMemberAsync(tx, member, ct))
                return Problems.AssigneeUnknown();
            var conditions = request.Filter is { } filter ? filter.Read(now, found: await FoundTexts.OfAsync(tx, filter, ct)).Conditions! : Sql.Nothing;
            var matches = await tx.QueryAsync<Match>($"""
                select f.id from app.findings f
                where f.tenant_id = {tx.TenantId} {selection} {conditions}
                order by f.id limit {Sql.Rows(Most + 1)}
                """, ct);
            if (matches.Count > Most)
                return Problems.TooManyFindings(Most);
            if (request.DryRun || matches.Count == 0)
                return TypedResults.Ok(new ChangedFindings(null, matches.Count, 0, 0));
            Guid[] ids = [.. matches.Select(match => match.Id)];
            var (kind, outcome) = decision is not null ? (ChangeKind.Status, await statuses.ApplyAsync(tx, ids, decision, now, ct))
                : severity is not null ? (ChangeKind.Severity, await severities.ApplyAsync(tx, ids, severity, now, ct))
                : (ChangeKind.Assignee, await assignees.ApplyAsync(tx, ids, request.Assignee!.MemberId, ct));
            if (outcome.Changed.Count > 0)
                await log.KeepAsync(tx, id, kind, outcome.Changed, now, ct);
            return TypedResults.Ok(new ChangedFindings(outcome.Changed.Count > 0 ? id : null, matches.Count, outcome.Changed.Count, outcome.Held.Count));
        }, ct);
    }
}

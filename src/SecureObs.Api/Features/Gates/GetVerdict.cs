using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>A verdict with its explanation, as the gate saw it then.</summary>
/// <param name="Policy">The document that it was decided by.</param>
/// <param name="Findings">Those that block, the worst first, at most 1,000.</param>
/// <param name="Envelope">What was signed; null when it was not.</param>
public sealed record GateVerdictDetail(
    Guid Id, Guid ProjectId, Guid RunId, bool Blocked, DateTime DecidedAt, int PolicyVersion, string PolicyDigest, GatePolicyDocument Policy, string Digest,
    IReadOnlyList<GateReason> Reasons, GateCounts Open, IReadOnlyList<GateScanner> Scanners, IReadOnlyList<BlockingFinding> Findings, string? Envelope);

/// <param name="Title">What the tool says of it today, and where it stands; null when it is no finding any more.</param>
public sealed record BlockingFinding(
    Guid Id, string Scanner, string RuleId, Severity Severity, GateStatus Status, bool IsNew, DateTimeOffset? DueAt, bool IgnoredInSource,
    string? Title, string? FilePath, int? StartLine);

internal static class GetVerdict
{
    private const int MostFindings = 1_000;

    public static void MapGetVerdict(this IEndpointRouteBuilder verdicts) => verdicts
        .MapGet("/{verdictId:guid}", Handle)
        .RecordsAccess(AuditActions.GateVerdictViewed, "verdictId")
        .WithSummary("A verdict of the gate, and why it is so")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private sealed record Place(Guid Id, string Title, string? FilePath, int? StartLine);

    private static async Task<Results<Ok<GateVerdictDetail>, ProblemHttpResult>> Handle(Guid verdictId, TenantDb db, CancellationToken ct) =>
        await db.ReadAsync<Results<Ok<GateVerdictDetail>, ProblemHttpResult>>(async tx =>
        {
            if (await GateVerdicts.FirstAsync(tx, $"v.id = {verdictId}", ct) is not { } verdict)
                return Problems.NotFound();
            var looked = verdict.LookedAt;
            var blocking = Blocking(verdict.Policy, looked);
            var places = await PlacesAsync(tx, [.. blocking.Select(each => each.Finding.Id)], ct);
            return TypedResults.Ok(Detail(verdict, GateRule.Decide(verdict.Policy, looked), [.. blocking.Select(each => Shown(each.Scanner, each.Finding, places.GetValueOrDefault(each.Finding.Id)))]));
        }, ct);

    private static List<(string Scanner, GateFinding Finding)> Blocking(GatePolicyDocument policy, GateInput looked)
    {
        var blocking = GateRule.Blocking(policy, looked);
        return [.. looked.Results.SelectMany(result => result.Findings.Select(finding => (result.Scanner, Finding: finding)))
            .Where(seen => blocking.Contains(seen.Finding.Id)).DistinctBy(seen => seen.Finding.Id)
            .OrderByDescending(seen => seen.Finding.Severity).ThenBy(seen => seen.Finding.Id).Take(MostFindings)];
    }

    private static async Task<Dictionary<Guid, Place>> PlacesAsync(TenantTransaction tx, Guid[] ids, CancellationToken ct) =>
        (await tx.QueryAsync<Place>($"""
            select f.id, left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as title, f.file_path, f.start_line
            from app.findings f where f.tenant_id = {tx.TenantId} and f.id = any({ids})
            """, ct)).ToDictionary(place => place.Id);

    private static GateVerdictDetail Detail(StoredVerdict stored, GateVerdict again, BlockingFinding[] findings) => new(
        stored.Id, stored.ProjectId, stored.RunId, stored.Blocked, stored.DecidedAt, stored.PolicyVersion, stored.PolicyDigest, stored.Policy, stored.Digest,
        again.Reasons, again.Open, again.Scanners, findings, stored.Envelope);

    private static BlockingFinding Shown(string scanner, GateFinding finding, Place? place) => new(
        finding.Id, scanner, finding.Rule, finding.Severity, finding.Status, finding.IsNew, finding.DueAt, finding.IgnoredInSource,
        place?.Title, place?.FilePath, place?.StartLine);
}

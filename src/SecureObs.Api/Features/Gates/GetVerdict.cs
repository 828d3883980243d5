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

public sealed record BlockingFinding(Guid Id, string Scanner, string RuleId, Severity Severity, GateStatus Status, bool IsNew, DateTimeOffset? DueAt, bool IgnoredInSource);

internal static class GetVerdict
{
    private const int MostFindings = 1_000;

    public static void MapGetVerdict(this IEndpointRouteBuilder verdicts) => verdicts
        .MapGet("/{verdictId:guid}", Handle)
        .RecordsAccess(AuditActions.GateVerdictViewed, "verdictId")
        .WithSummary("A verdict of the gate, and why it is so")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GateVerdictDetail>, ProblemHttpResult>> Handle(Guid verdictId, TenantDb db, CancellationToken ct) =>
        await db.ReadAsync(tx => GateVerdicts.FirstAsync(tx, $"v.id = {verdictId}", ct), ct) is { } verdict
            ? TypedResults.Ok(Detail(verdict))
            : Problems.NotFound();

    private static GateVerdictDetail Detail(StoredVerdict stored)
    {
        var (policy, input) = (stored.Policy, stored.LookedAt);
        var (again, blocking) = (GateRule.Decide(policy, input), GateRule.Blocking(policy, input));
        return new(
            stored.Id, stored.ProjectId, stored.RunId, stored.Blocked, stored.DecidedAt, stored.PolicyVersion, stored.PolicyDigest, policy, stored.Digest,
            again.Reasons, again.Open, again.Scanners,
            [.. input.Results.SelectMany(result => result.Findings.Select(finding => (result.Scanner, Finding: finding)))
                .Where(seen => blocking.Contains(seen.Finding.Id)).DistinctBy(seen => seen.Finding.Id)
                .OrderByDescending(seen => seen.Finding.Severity).ThenBy(seen => seen.Finding.Id).Take(MostFindings)
                .Select(seen => Blocking(seen.Scanner, seen.Finding))],
            stored.Envelope);
    }

    private static BlockingFinding Blocking(string scanner, GateFinding finding) =>
        new(finding.Id, scanner, finding.Rule, finding.Severity, finding.Status, finding.IsNew, finding.DueAt, finding.IgnoredInSource);
}

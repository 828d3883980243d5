using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>What comes out when a verdict is decided again from what was kept with it.</summary>
/// <param name="Same">The result and both digests are those of the stored verdict, and of the signed one.</param>
/// <param name="Blocked">The result now.</param>
/// <param name="SignatureHolds">The signature verifies with a key of this installation.</param>
public sealed record GateReplay(bool Same, bool Blocked, string Digest, string PolicyDigest, bool SignatureHolds);

internal static class ReplayVerdict
{
    public static void MapReplayVerdict(this IEndpointRouteBuilder verdicts) => verdicts
        .MapPost("/{verdictId:guid}/replay", Handle)
        .WithSummary("Decide a verdict again from what was kept with it, and compare; nothing is stored")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GateReplay>, ProblemHttpResult>> Handle(Guid verdictId, TenantDb db, KeyHolder keys, CancellationToken ct) =>
        await db.ReadAsync(tx => GateVerdicts.FirstAsync(tx, $"v.id = {verdictId}", ct), ct) is { } verdict
            ? TypedResults.Ok(Replay(verdict, keys))
            : Problems.NotFound();

    private static GateReplay Replay(StoredVerdict stored, KeyHolder keys)
    {
        var again = stored.Again;
        var envelope = stored.Envelope is { } text ? DsseEnvelope.Parse(System.Text.Encoding.UTF8.GetBytes(text)) : null;
        var said = envelope is null ? null : GateStatement.Parse(envelope.Payload);
        return new(
            (again.Blocked, again.Digest, again.PolicyDigest) == (stored.Blocked, stored.Digest, stored.PolicyDigest)
                && (said is null || (said.Blocked, said.FindingSetDigest, said.PolicyDigest, said.Run) == (again.Blocked, again.Digest, again.PolicyDigest, stored.RunId)),
            again.Blocked, again.Digest, again.PolicyDigest, envelope?.Verify(keys.Public) ?? false);
    }
}

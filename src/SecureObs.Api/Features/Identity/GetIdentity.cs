using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Identity;

namespace SecureObs.Api.Features.Identity;

/// <summary>By what a finding is known again.</summary>
/// <param name="RecognisedBy">The rung by which it was recognised last (docs/identity.md); null when it was new.</param>
/// <param name="Fingerprints">All that are this finding, the newest first, at most 200.</param>
public sealed record FindingIdentity(string? RecognisedBy, IReadOnlyList<KnownFingerprint> Fingerprints);

/// <param name="Fingerprint">64 hexadecimal digits.</param>
/// <param name="IsCurrent">Whether it is the one that the newest report of it had.</param>
/// <param name="Taught">Whether a person said so.</param>
public sealed record KnownFingerprint(string Fingerprint, bool IsCurrent, bool Taught, DateTime AddedAt);

internal static class GetIdentity
{
    private sealed record Row(byte[] Fingerprint, byte[] Current, short Rung, bool Taught, DateTime AddedAt);

    public static void MapGetIdentity(this IEndpointRouteBuilder finding) => finding
        .MapGet("/identity", Handle)
        .WithSummary("By what a finding is known again")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<FindingIdentity>, ProblemHttpResult>> Handle(Guid findingId, TenantDb db, CancellationToken ct)
    {
        var rows = await db.ReadAsync(tx => tx.QueryAsync<Row>($"""
            select a.fingerprint, f.fingerprint as current, f.rung, a.taught_by is not null as taught, a.added_at
            from app.findings f join app.finding_fingerprints a on a.tenant_id = {tx.TenantId} and a.finding_id = f.id
            where f.tenant_id = {tx.TenantId} and f.id = {findingId}
            order by a.added_at desc, a.fingerprint
            limit 200
            """, ct), ct);
        return rows is [var first, ..]
            ? TypedResults.Ok(new FindingIdentity(RungWords.Of((Rung)first.Rung), [.. rows.Select(row => new KnownFingerprint(
                Convert.ToHexStringLower(row.Fingerprint), row.Fingerprint.AsSpan().SequenceEqual(row.Current), row.Taught, row.AddedAt))]))
            : Problems.NotFound();
    }
}

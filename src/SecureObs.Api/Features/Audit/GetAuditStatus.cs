using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Audit;

/// <summary>How the audit trail is protected right now.</summary>
/// <param name="LastBlock">Null before the first.</param>
/// <param name="Checkpoints">Where its checkpoints went, as far as any are sent.</param>
/// <param name="Verified">The newest blocks, verified for this answer; null without a block. The whole chain is verified with the command line.</param>
public sealed record AuditStatus(
    SealedBlock? LastBlock, UnsealedEntries Unsealed, IReadOnlyList<CheckpointState> Checkpoints, VerifiedBlocks? Verified);

/// <param name="Total">Entries of the chain up to and with this block.</param>
/// <param name="Hash">To compare with a checkpoint that was kept elsewhere.</param>
public sealed record SealedBlock(long No, DateTime ClosedAt, long Total, string Hash, string KeyId);

/// <param name="Count">At most 10,000 are counted.</param>
/// <param name="Oldest">Null when all are sealed.</param>
public sealed record UnsealedEntries(long Count, DateTime? Oldest);

/// <param name="No">The newest block whose checkpoint arrived; null before the first.</param>
/// <param name="FailingSince">Null when the newest attempt succeeded.</param>
public sealed record CheckpointState(CheckpointPlace Place, long? No, DateTime? DeliveredAt, DateTime? FailingSince, string? Failure);

[JsonConverter(typeof(WordConverter<CheckpointPlace>))]
public enum CheckpointPlace : short
{
    [JsonStringEnumMemberName("directory")] Directory = 1,
    [JsonStringEnumMemberName("object-store")] ObjectStore = 2,
    [JsonStringEnumMemberName("webhook")] Webhook = 3,
}

/// <param name="Findings">What is not as it was sealed, at most 20; empty: whole.</param>
public sealed record VerifiedBlocks(long From, long To, long Entries, IReadOnlyList<string> Findings);

internal static class GetAuditStatus
{
    private const int UnsealedCounted = 10_000;

    private sealed record Unsealed(long Count, DateTime? Oldest);

    private sealed record CheckpointRow(short Sink, long? No, DateTime? DeliveredAt, DateTime? FailingSince, string? Failure)
    {
        public CheckpointState State() => new((CheckpointPlace)Sink, No, DeliveredAt, FailingSince, Failure);
    }

    public static void MapGetAuditStatus(this IEndpointRouteBuilder audit) => audit
        .MapGet("/status", Handle)
        .WithSummary("The newest block, what is not sealed yet, where checkpoints went, and a verification of the newest blocks");

    private static Task<Ok<AuditStatus>> Handle(TenantDb db, KeyHolder keys, CancellationToken ct) => db.ReadAsync(async tx =>
    {
        var newest = await Chain.NewestAsync(tx, ct);
        var checkpoints = await tx.QueryAsync<CheckpointRow>($"""
            select sink, no, delivered_at, failing_since, failure from app.checkpoint_deliveries where tenant_id = {tx.TenantId} order by sink
            """, ct);
        return TypedResults.Ok(new AuditStatus(
            newest is null ? null : new(newest.No, newest.ClosedAt.UtcDateTime, newest.Total, Convert.ToHexStringLower(newest.Hash), newest.KeyId),
            await UnsealedAsync(tx, ct),
            [.. checkpoints.Select(row => row.State())],
            newest is null ? null : await NewestBlocks.VerifyAsync(tx, keys.Public, ct)));
    }, ct);

    private static async Task<UnsealedEntries> UnsealedAsync(TenantTransaction tx, CancellationToken ct)
    {
        var epoch = (await tx.FirstAsync<Horizon>(SealingDoors.HorizonQuery, ct))!.Epoch;
        var sealedTo = await Chain.SealedToAsync(tx, epoch, ct);
        var unsealed = await tx.FirstAsync<Unsealed>($"""
            select count(*) as count, min(at) as oldest
            from (select a.at from app.audit a
                where a.tenant_id = {tx.TenantId} and a.epoch = {epoch} and a.xid >= {sealedTo} limit {Sql.Rows(UnsealedCounted)}) as waiting
            """, ct);
        return new(unsealed!.Count, unsealed.Oldest);
    }
}

/// <summary>A bounded look at the end of the chain, as a person waits for it.</summary>
internal static class NewestBlocks
{
    private const int Blocks = 20;
    private const int Entries = 5_000;
    private const int FindingsShown = 20;

    private sealed record Size(long No, int Count);

    public static async Task<VerifiedBlocks> VerifyAsync(TenantTransaction tx, PublicKeys keys, CancellationToken ct)
    {
        var sizes = await tx.QueryAsync<Size>($"""
            select no, count from app.audit_blocks where tenant_id = {tx.TenantId} order by no desc limit {Sql.Rows(Blocks)}
            """, ct);
        var (from, entries) = (sizes[0].No, sizes[0].Count);
        foreach (var size in sizes.Skip(1).TakeWhile(size => (entries += size.Count) <= Entries))
            from = size.No;

        var findings = new List<AuditFinding>();
        var verifier = new AuditVerifier(tx.TenantId, keys, [], complete: true, findings.Add);
        foreach (var block in await Chain.BlocksAsync(tx, from, Blocks, ct))
        {
            verifier.Block(block);
            foreach (var row in await Chain.EntriesAsync(tx, block.Epoch, block.XidFrom, block.XidTo, int.MaxValue, ct))
                verifier.Entry(new(row.Id, row.EntryOrNull(tx.TenantId), new XidPlace(row.Epoch, row.Xid)));
        }
        var summary = verifier.End();
        // It begins in the middle: the blocks before are not missing, they are not asked for.
        var real = findings.Where(finding => from == 1 || finding is not { Fault: AuditFault.BlockMissing, Block: 1 });
        return new(from, summary.Newest!.No, summary.Entries, [.. real.Take(FindingsShown).Select(finding => finding.ToString())]);
    }
}

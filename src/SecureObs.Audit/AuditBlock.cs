using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>
/// A sealed batch of entries of one tenant. Blocks are numbered 1, 2, 3… and each names the hash of the one before, so
/// nothing in the middle changes without a trace; the end is held by a <see cref="Checkpoint"/> kept elsewhere.
/// </summary>
/// <param name="Epoch">The system identifier of the database cluster that gave out the transaction ids.</param>
/// <param name="XidFrom">The first transaction id that may be in the block.</param>
/// <param name="XidTo">The first one that may not.</param>
/// <param name="Total">Entries in the chain up to and with this block.</param>
/// <param name="Prev">The hash of the block before; 32 zeros for the first.</param>
/// <param name="Ids">The entries, ordered by transaction id and id; empty when a filtered export left them out.</param>
/// <param name="Leaves">Their leaves, in the same order.</param>
public sealed record AuditBlock(
    Guid TenantId, long No, DateTimeOffset ClosedAt, long Epoch, long XidFrom, long XidTo, long Total, byte[] Prev,
    IReadOnlyList<Guid> Ids, IReadOnlyList<byte[]> Leaves, byte[] Root, byte[] Hash, string KeyId, byte[] Signature)
{
    /// <summary>How many entries the block says it has.</summary>
    public int Count { get; init; } = Ids.Count;

    /// <summary>The leaves one after another, as the database keeps them.</summary>
    public byte[] PackedLeaves => [.. Leaves.SelectMany(leaf => leaf)];

    /// <param name="previous">The newest block of the tenant; its ids and leaves are not needed.</param>
    /// <param name="entries">In leaf order: by transaction id, then id.</param>
    /// <exception cref="ArgumentException">No entry, or one of another tenant.</exception>
    public static AuditBlock Seal(
        AuditBlock? previous, Guid tenant, DateTimeOffset closedAt, long epoch, long xidFrom, long xidTo,
        IReadOnlyList<AuditEntry> entries, SigningKey key)
    {
        if (entries.Count == 0 || entries.Any(entry => entry.TenantId != tenant) || previous is not null && previous.TenantId != tenant)
            throw new ArgumentException("A block holds entries of its own tenant and at least one.", nameof(entries));

        byte[][] leaves = [.. entries.Select(entry => entry.Leaf())];
        var block = new AuditBlock(
            tenant, (previous?.No ?? 0) + 1, AuditTime.Cut(closedAt), epoch, xidFrom, xidTo, (previous?.Total ?? 0) + entries.Count,
            previous?.Hash ?? new byte[SHA256.HashSizeInBytes], [.. entries.Select(entry => entry.Id)], leaves,
            MerkleTree.Root(leaves), [], key.Id, []);
        block = block with { Hash = block.ComputeHash() };
        return block with { Signature = key.Sign(Checkpoint.Of(block).Digest()) };
    }

    /// <summary>What <see cref="Hash"/> must be.</summary>
    public byte[] ComputeHash() => Encoded().Hash();

    /// <summary>The leaves of the database's one column.</summary>
    /// <exception cref="FormatException">Not whole leaves.</exception>
    public static IReadOnlyList<byte[]> Unpack(byte[] packed) => packed.Length % SHA256.HashSizeInBytes == 0
        ? packed.Chunk(SHA256.HashSizeInBytes).ToArray()
        : throw new FormatException($"{packed.Length} bytes are no whole leaves.");

    internal HashInput Encoded() => new HashInput(2)
        .Add(TenantId).Add(No).Add(ClosedAt).Add(Epoch).Add(XidFrom).Add(XidTo).Add(Count).Add(Total).Add(Prev.AsSpan()).Add(Root.AsSpan());
}

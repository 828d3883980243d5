using System.Text.Json;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Auditing.Sealing;

/// <summary>A row of app.audit with the transaction that wrote it.</summary>
internal sealed record EntryRow(
    Guid Id, DateTime At, short ActorKind, Guid ActorId, Guid SubjectId, string Action, string Data, long Epoch, long Xid)
{
    /// <exception cref="JsonException">The data is not of a kind that the product writes.</exception>
    public AuditEntry Entry(Guid tenant) => new(
        tenant, Id, new(At), ActorKind, ActorId, SubjectId, Action, JsonSerializer.Deserialize<Dictionary<string, string?>>(Data)!);

    /// <summary>Null when somebody wrote past the product what it never writes.</summary>
    public AuditEntry? EntryOrNull(Guid tenant)
    {
        try
        {
            return Entry(tenant);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The statements on a tenant's entries and blocks.</summary>
internal static class Chain
{
    private sealed record BlockRow
    {
        public required long No { get; init; }
        public required DateTime ClosedAt { get; init; }
        public required long Epoch { get; init; }
        public required long XidFrom { get; init; }
        public required long XidTo { get; init; }
        public required int Count { get; init; }
        public required long Total { get; init; }
        public required byte[] Prev { get; init; }
        public required byte[] Root { get; init; }
        public required byte[] Hash { get; init; }
        public required string KeyId { get; init; }
        public required byte[] Signature { get; init; }
        public Guid[]? Ids { get; init; }
        public byte[]? Leaves { get; init; }

        public AuditBlock Block(Guid tenant) => new(
            tenant, No, new(ClosedAt), Epoch, XidFrom, XidTo, Total, Prev, Ids ?? [], Leaves is null ? [] : AuditBlock.Unpack(Leaves),
            Root, Hash, KeyId, Signature)
        {
            Count = Count,
        };
    }

    private sealed record CutRow
    {
        public required long No { get; init; }
        public required long Total { get; init; }
        public required byte[] Hash { get; init; }
        public required DateTime ClosedAt { get; init; }
        public required DateTime CutAt { get; init; }
        public required string KeyId { get; init; }
        public required byte[] Signature { get; init; }
    }

    /// <summary>What retention took of the chain; null: nothing.</summary>
    public static async Task<AuditCut?> CutAsync(TenantTransaction tx, CancellationToken ct) =>
        await tx.FirstAsync<CutRow>($"""
            select no, total, hash, closed_at, cut_at, key_id, signature from app.audit_cuts where tenant_id = {tx.TenantId}
            """, ct) is { } row
            ? new(tx.TenantId, row.No, row.Total, row.Hash, new(row.ClosedAt), new(row.CutAt), row.KeyId, row.Signature)
            : null;

    /// <summary>The newest block without its ids and leaves; null before the first.</summary>
    public static async Task<AuditBlock?> NewestAsync(TenantTransaction tx, CancellationToken ct) =>
        (await tx.FirstAsync<BlockRow>($"""
            select no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature
            from app.audit_blocks where tenant_id = {tx.TenantId} order by no desc limit 1
            """, ct))?.Block(tx.TenantId);

    /// <summary>Blocks from this number on, without ids and leaves.</summary>
    public static async Task<List<AuditBlock>> HeadersAsync(TenantTransaction tx, long from, int limit, CancellationToken ct) =>
    [
        .. (await tx.QueryAsync<BlockRow>($"""
            select no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature
            from app.audit_blocks where tenant_id = {tx.TenantId} and no >= {from} order by no limit {limit}
            """, ct)).Select(row => row.Block(tx.TenantId)),
    ];

    /// <summary>Blocks from this number on, with their ids and leaves.</summary>
    public static async Task<List<AuditBlock>> BlocksAsync(TenantTransaction tx, long from, int limit, CancellationToken ct) =>
    [
        .. (await tx.QueryAsync<BlockRow>($"""
            select no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature, ids, leaves
            from app.audit_blocks where tenant_id = {tx.TenantId} and no >= {from} order by no limit {limit}
            """, ct)).Select(row => row.Block(tx.TenantId)),
    ];

    /// <summary>The first transaction of the epoch that is not sealed.</summary>
    public static Task<long> SealedToAsync(TenantTransaction tx, long epoch, CancellationToken ct) => tx.FirstAsync<long>($"""
        select coalesce((
            select xid_to from app.audit_blocks where tenant_id = {tx.TenantId} and epoch = {epoch} order by no desc limit 1), 0)
        """, ct);

    /// <summary>Entries of the epoch with a transaction in [from, to), in the order of leaves.</summary>
    public static Task<List<EntryRow>> EntriesAsync(TenantTransaction tx, long epoch, long from, long to, int limit, CancellationToken ct) =>
        tx.QueryAsync<EntryRow>($"""
            select id, at, actor_kind, actor_id, subject_id, action, data::text as data, epoch, xid
            from app.audit
            where tenant_id = {tx.TenantId} and epoch = {epoch} and xid >= {from} and xid < {to}
            order by xid, id
            limit {limit}
            """, ct);

    /// <summary>False when the number is taken: another sealer was here at the same time.</summary>
    public static async Task<bool> AppendAsync(TenantTransaction tx, AuditBlock block, CancellationToken ct) =>
        await tx.ExecuteAsync($"""
            insert into app.audit_blocks (tenant_id, no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature, ids, leaves)
            values ({tx.TenantId}, {block.No}, {block.ClosedAt}, {block.Epoch}, {block.XidFrom}, {block.XidTo}, {block.Count}, {block.Total},
                {block.Prev}, {block.Root}, {block.Hash}, {block.KeyId}, {block.Signature}, {block.Ids.ToArray()}, {block.PackedLeaves})
            on conflict on constraint audit_blocks_pk do nothing
            """, ct) == 1;
}

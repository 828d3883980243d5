namespace SecureObs.Audit;

/// <summary>The entries of one block against its ids and leaves.</summary>
internal sealed class BlockCheck
{
    private readonly AuditBlock block;
    private readonly bool complete;
    private readonly Action<AuditFault, long?, Guid?, string> report;
    private readonly Dictionary<Guid, int> places = [];
    private readonly bool[] seen;
    private int furthest = -1;
    private XidPlace? before;

    public BlockCheck(AuditBlock block, bool complete, Action<AuditFault, long?, Guid?, string> report)
    {
        (this.block, this.complete, this.report) = (block, complete, report);
        for (var place = 0; place < block.Ids.Count; place++)
            if (!places.TryAdd(block.Ids[place], place))
                report(AuditFault.BlockLeaves, block.No, block.Ids[place], "the block lists the entry twice");
        seen = new bool[block.Ids.Count];
        CheckLeaves();
    }

    public void Entry(AuditRow row)
    {
        if (!places.TryGetValue(row.Id, out var place))
            Report(AuditFault.EntryInserted, row, "claims the block, which does not list it");
        else if (seen[place])
            Report(AuditFault.EntryRepeated, row, "is there twice");
        else
        {
            seen[place] = true;
            CheckLeaf(row, place);
            CheckOrder(row, place);
            furthest = Math.Max(furthest, place);
        }
    }

    /// <returns>How many entries were not there, which only a filtered export may have.</returns>
    public int Close()
    {
        if (complete)
            foreach (var (id, place) in places)
                if (!seen[place])
                    report(AuditFault.EntryMissing, block.No, id, "was deleted: the block lists it, and it is not there");
        return complete ? 0 : Math.Max(block.Count - seen.Count(entry => entry), 0);
    }

    private void CheckLeaves()
    {
        if (block.Ids.Count != block.Count || block.Leaves.Count != block.Count)
        {
            if (complete || block.Ids.Count + block.Leaves.Count > 0)
                report(AuditFault.BlockLeaves, block.No, null, $"has {block.Count} entries, {block.Ids.Count} ids and {block.Leaves.Count} leaves");
        }
        else if (!MerkleTree.Root(block.Leaves).AsSpan().SequenceEqual(block.Root))
            report(AuditFault.BlockLeaves, block.No, null, "its leaves do not give its root: they were changed, or the root was");
    }

    private void CheckLeaf(AuditRow row, int place)
    {
        var leaf = row.Leaf();
        if (place < block.Leaves.Count && leaf is not null && leaf.AsSpan().SequenceEqual(block.Leaves[place]))
            return;
        var sealedAt = leaf is null ? -1 : block.Leaves.ToList().FindIndex(other => leaf.AsSpan().SequenceEqual(other));
        if (sealedAt >= 0)
            Report(AuditFault.EntryMoved, row, $"was sealed at place {sealedAt + 1} and is listed at place {place + 1}");
        else
            Report(AuditFault.EntryChanged, row, "was changed after it was sealed (which field, the hash does not tell)");
    }

    private void CheckOrder(AuditRow row, int place)
    {
        if (row.Place is { } at && (at.Epoch != block.Epoch || at.Xid < block.XidFrom || at.Xid >= block.XidTo))
            Report(AuditFault.EntryMoved, row, $"its transaction {at.Xid} is not one of the block ({block.XidFrom} up to {block.XidTo})");
        else if (place < furthest)
            Report(AuditFault.EntryMoved, row, $"stands behind place {furthest + 1} and was sealed at place {place + 1}");
        else if (row.Place is { } here && before is { } there && here.Xid < there.Xid)
            Report(AuditFault.EntryMoved, row, $"its transaction {here.Xid} is before {there.Xid}, the one of the entry before it");
        before = row.Place;
    }

    private void Report(AuditFault fault, AuditRow row, string description) => report(fault, block.No, row.Id, description);
}

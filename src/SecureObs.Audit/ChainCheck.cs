namespace SecureObs.Audit;

/// <summary>The blocks of one tenant against each other, their signatures and outside checkpoints.</summary>
internal sealed class ChainCheck
{
    private readonly PublicKeys keys;
    private readonly Action<AuditFault, long?, Guid?, string> report;
    private readonly ILookup<long, Checkpoint> checkpoints;
    private readonly Checkpoint? newestCheckpoint;
    private AuditBlock? last;

    public ChainCheck(PublicKeys keys, IReadOnlyList<Checkpoint> outside, Action<AuditFault, long?, Guid?, string> report)
    {
        (this.keys, this.report) = (keys, report);
        var trusted = outside.Where(Trusted).ToList();
        Checkpoints = trusted.Count;
        checkpoints = trusted.ToLookup(checkpoint => checkpoint.No);
        newestCheckpoint = trusted.MaxBy(checkpoint => checkpoint.No);
    }

    public long Blocks { get; private set; }

    public int Checkpoints { get; }

    public Checkpoint? Newest => last is null ? null : Checkpoint.Of(last);

    public void Next(AuditBlock block)
    {
        Blocks++;
        CheckNumber(block);
        if (!block.ComputeHash().AsSpan().SequenceEqual(block.Hash))
            report(AuditFault.BlockChanged, block.No, null, "its hash does not fit: a field was changed, or it is the block of another tenant");
        CheckSignature(block);
        foreach (var checkpoint in checkpoints[block.No].Where(checkpoint => !checkpoint.Hash.AsSpan().SequenceEqual(block.Hash)))
            report(AuditFault.ChainRewritten, block.No, null,
                $"is not the block that the checkpoint of {AuditTime.Text(checkpoint.ClosedAt)} was signed for: the chain was written anew, or the checkpoint is of another chain");
        if (last is null || block.No > last.No)
            last = block;
    }

    public void End()
    {
        if (newestCheckpoint is { } newest && newest.No > (last?.No ?? 0))
            report(AuditFault.ChainTruncated, newest.No, null,
                $"is missing although a checkpoint was signed for it: the chain ends with block {last?.No ?? 0}, and {newest.Total - (last?.Total ?? 0)} entries were cut off");
    }

    private void CheckNumber(AuditBlock block)
    {
        var expected = (last?.No ?? 0) + 1;
        if (block.No < expected)
            report(AuditFault.BlockOutOfOrder, block.No, null, $"stands where block {expected} is expected");
        else if (block.No > expected)
            report(AuditFault.BlockMissing, expected, null,
                block.No - 1 == expected ? "is missing" : $"is missing, and every one up to block {block.No - 1}");
        else
            CheckLink(block);
    }

    private void CheckLink(AuditBlock block)
    {
        if (!block.Prev.AsSpan().SequenceEqual(last?.Hash ?? new byte[32]))
            report(AuditFault.BlockLink, block.No, null, last is null ? "is the first and names a block before it" : $"does not follow block {last.No}: the hash that it names is another one");
        if (block.Total != (last?.Total ?? 0) + block.Count)
            report(AuditFault.BlockTotal, block.No, null, $"says {block.Total} entries up to here; {(last?.Total ?? 0) + block.Count} are counted");
    }

    private void CheckSignature(AuditBlock block)
    {
        if (!keys.Contains(block.KeyId))
            report(AuditFault.BlockKeyUnknown, block.No, null, $"is signed with {Named(block.KeyId)}, which is not one of the keys given");
        else if (!Checkpoint.Of(block).Verify(keys))
            report(AuditFault.BlockSignature, block.No, null, "its signature is not one of this block");
    }

    private bool Trusted(Checkpoint checkpoint)
    {
        if (checkpoint.Verify(keys))
            return true;
        if (keys.Contains(checkpoint.KeyId))
            report(AuditFault.CheckpointSignature, checkpoint.No, null, $"the checkpoint of {AuditTime.Text(checkpoint.ClosedAt)} was replaced: its signature does not verify");
        else
            report(AuditFault.CheckpointKeyUnknown, checkpoint.No, null, $"the checkpoint of {AuditTime.Text(checkpoint.ClosedAt)} is signed with {Named(checkpoint.KeyId)}, which is not one of the keys given");
        return false;
    }

    /// <summary>The id is shown to people, and whoever tampers chooses it.</summary>
    private static string Named(string keyId) => keyId.Length == 16 && keyId.All(char.IsAsciiHexDigit) ? $"the key {keyId}" : "a key without a proper id";
}

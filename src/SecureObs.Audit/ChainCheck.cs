namespace SecureObs.Audit;

/// <summary>The blocks of one tenant against each other, their signatures and outside checkpoints.</summary>
internal sealed class ChainCheck
{
    private readonly PublicKeys keys;
    private readonly Action<AuditFault, long?, Guid?, string> report;
    private readonly ILookup<long, Checkpoint> checkpoints;
    private readonly Checkpoint? newestCheckpoint;
    private AuditBlock? last;

    /// <param name="cut">What retention took; one that is not signed with these keys counts as none.</param>
    public ChainCheck(PublicKeys keys, IReadOnlyList<Checkpoint> outside, AuditCut? cut, Action<AuditFault, long?, Guid?, string> report)
    {
        (this.keys, this.report) = (keys, report);
        Cut = cut is not null && Trusted(cut) ? cut : null;
        var trusted = outside.Where(Trusted).ToList();
        Checkpoints = trusted.Count;
        checkpoints = trusted.ToLookup(checkpoint => checkpoint.No);
        newestCheckpoint = trusted.MaxBy(checkpoint => checkpoint.No);
        if (Cut is not null)
            CompareWithCheckpoints(Cut.No, Cut.Hash);
    }

    public AuditCut? Cut { get; }

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
        CompareWithCheckpoints(block.No, block.Hash);
        if (last is null || block.No > last.No)
            last = block;
    }

    public void End()
    {
        if (newestCheckpoint is { } newest && newest.No > LastNo)
            report(AuditFault.ChainTruncated, newest.No, null,
                $"is missing although a checkpoint was signed for it: the chain ends with block {LastNo}, and {newest.Total - LastTotal} entries were cut off");
    }

    /// <summary>Of the block that was fed last, or of what retention took.</summary>
    private long LastNo => last?.No ?? Cut?.No ?? 0;

    private long LastTotal => last?.Total ?? Cut?.Total ?? 0;

    private void CompareWithCheckpoints(long no, byte[] hash)
    {
        foreach (var checkpoint in checkpoints[no].Where(checkpoint => !checkpoint.Hash.AsSpan().SequenceEqual(hash)))
            report(AuditFault.ChainRewritten, no, null,
                $"is not the block that the checkpoint of {AuditTime.Text(checkpoint.ClosedAt)} was signed for: the chain was written anew, or the checkpoint is of another chain");
    }

    private void CheckNumber(AuditBlock block)
    {
        var expected = LastNo + 1;
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
        if (!block.Prev.AsSpan().SequenceEqual(last?.Hash ?? Cut?.Hash ?? new byte[32]))
            report(AuditFault.BlockLink, block.No, null, LastNo == 0 ? "is the first and names a block before it" : $"does not follow block {LastNo}: the hash that it names is another one");
        if (block.Total != LastTotal + block.Count)
            report(AuditFault.BlockTotal, block.No, null, $"says {block.Total} entries up to here; {LastTotal + block.Count} are counted");
    }

    private void CheckSignature(AuditBlock block)
    {
        if (!keys.Contains(block.KeyId))
            report(AuditFault.BlockKeyUnknown, block.No, null, $"is signed with {Named(block.KeyId)}, which is not one of the keys given");
        else if (!Checkpoint.Of(block).Verify(keys))
            report(AuditFault.BlockSignature, block.No, null, "its signature is not one of this block");
    }

    private bool Trusted(AuditCut cut)
    {
        if (cut.Verify(keys))
            return true;
        report(AuditFault.CutSignature, cut.No, null,
            $"retention is said to have taken everything up to here at {AuditTime.Text(cut.CutAt)}, and that is not signed with {(keys.Contains(cut.KeyId) ? "its key" : "one of the keys given")}");
        return false;
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

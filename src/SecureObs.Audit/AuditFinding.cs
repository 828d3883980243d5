namespace SecureObs.Audit;

/// <summary>What a verifier can find.</summary>
public enum AuditFault
{
    EntryChanged = 1,
    EntryMissing,
    EntryInserted,
    EntryMoved,
    EntryRepeated,
    EntryUnsealed,
    BlockChanged,
    BlockLeaves,
    BlockLink,
    BlockTotal,
    BlockMissing,
    BlockOutOfOrder,
    BlockSignature,
    BlockKeyUnknown,
    ChainTruncated,
    ChainRewritten,
    CheckpointSignature,
    CheckpointKeyUnknown,
    FileCounts,
    CutSignature,
}

/// <summary>One thing that is not as it was sealed.</summary>
/// <param name="Block">The number of the block, when it is about one.</param>
/// <param name="Entry">The id of the entry, when it is about one. Which of its fields was changed nobody can know: the hash covers all.</param>
public sealed record AuditFinding(AuditFault Fault, Guid TenantId, long? Block, Guid? Entry, string Description)
{
    public override string ToString() => (Block, Entry) switch
    {
        (null, null) => Description,
        (null, _) => $"entry {Entry}: {Description}",
        (_, null) => $"block {Block}: {Description}",
        _ => $"block {Block}, entry {Entry}: {Description}",
    };
}

/// <summary>What was looked at.</summary>
/// <param name="Entries">Sealed entries that were there.</param>
/// <param name="Absent">Sealed entries that a filtered export left out.</param>
/// <param name="Unsealed">Entries that no block protects yet.</param>
/// <param name="Newest">The end of the chain, to compare with what was kept elsewhere; null without a block.</param>
/// <param name="Checkpoints">Outside checkpoints of the tenant that the chain was compared with.</param>
/// <param name="Findings">0: whole.</param>
/// <param name="Cut">What retention took before the first block; null: nothing.</param>
public sealed record AuditSummary(
    Guid TenantId, long Blocks, long Entries, long Absent, long Unsealed, Checkpoint? Newest, int Checkpoints, long Findings, AuditCut? Cut = null);

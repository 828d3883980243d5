namespace SecureObs.Audit;

/// <summary>
/// Compares one tenant's chain with itself, with signatures and with outside checkpoints. It is fed as a stream (a block,
/// then its entries in their order, the next block …, at last the entries without a block) and keeps one block in memory.
/// What it cannot see is in <see cref="AuditLimits"/>.
/// </summary>
public sealed class AuditVerifier
{
    /// <summary>The sealer needs seconds; an entry that waits for longer is reported.</summary>
    public static readonly TimeSpan SealedWithin = TimeSpan.FromMinutes(1);

    private readonly Guid tenant;
    private readonly bool complete;
    private readonly Action<AuditFinding> report;
    private readonly ChainCheck chain;
    private BlockCheck? open;
    private long entries;
    private long absent;
    private long unsealed;
    private long findings;

    /// <param name="complete">Every entry is fed: one that is not there was removed. False for a filtered export.</param>
    /// <param name="cut">What retention took before the first block, as the database or the export says it; null: nothing.</param>
    /// <param name="report">Gets every finding when it is found; the first one is the first place in the chain.</param>
    public AuditVerifier(Guid tenant, PublicKeys keys, IEnumerable<Checkpoint> checkpoints, bool complete, Action<AuditFinding> report, AuditCut? cut = null)
    {
        this.tenant = tenant;
        this.complete = complete;
        this.report = report;
        chain = new(keys, [.. checkpoints.Where(checkpoint => checkpoint.TenantId == tenant)], cut, Report);
    }

    /// <summary>The next block, by number.</summary>
    public void Block(AuditBlock block)
    {
        Close();
        chain.Next(block);
        open = new(block, complete, Report);
    }

    /// <summary>An entry of the block that was fed last.</summary>
    public void Entry(AuditRow row)
    {
        entries++;
        if (open is null)
            Report(AuditFault.EntryInserted, null, row.Id, "claims a block that is not there");
        else
            open.Entry(row);
    }

    /// <summary>An entry that no block lists.</summary>
    /// <param name="wasSealedPast">Its transaction id lies before the end of the chain, so a sealer had seen it.</param>
    /// <param name="asOf">When the rows were read.</param>
    public void Unsealed(AuditRow row, DateTimeOffset asOf, bool wasSealedPast = false)
    {
        Close();
        unsealed++;
        if (wasSealedPast)
            Report(AuditFault.EntryInserted, null, row.Id, "was inserted behind the sealer: no block lists it, and its transaction is older than the chain's end");
        else if (row.Entry is not { } entry)
            Report(AuditFault.EntryChanged, null, row.Id, "is in no block and not of a kind that the product writes");
        else if (asOf - entry.At > SealedWithin)
            Report(AuditFault.EntryUnsealed, null, row.Id,
                $"no block lists it although it is of {AuditTime.Text(entry.At)}: the sealer stands still, or the entry was inserted");
    }

    /// <summary>Something that whoever feeds the verifier found.</summary>
    public void Report(AuditFault fault, long? block, Guid? entry, string description)
    {
        findings++;
        report(new(fault, tenant, block, entry, description));
    }

    public AuditSummary End()
    {
        Close();
        chain.End();
        return new(tenant, chain.Blocks, entries, absent, unsealed, chain.Newest, chain.Checkpoints, findings, chain.Cut);
    }

    private void Close()
    {
        absent += open?.Close() ?? 0;
        open = null;
    }
}

namespace SecureObs.Audit;

/// <summary>Verifies an export, offline and in one pass.</summary>
public static class ExportVerification
{
    /// <param name="keys">What the verifier trusts; null: the keys in the file, which prove no origin.</param>
    /// <exception cref="FormatException">The file cannot be read to its end; says where and why.</exception>
    public static AuditSummary Run(ExportReader export, PublicKeys? keys, IEnumerable<Checkpoint> checkpoints, Action<AuditFinding> report)
    {
        var header = export.Header;
        using var own = new PublicKeys(header.Keys);
        var verifier = new AuditVerifier(header.TenantId, keys ?? own, checkpoints, complete: header.Filter is null, report, header.Cut);
        long? block = null;
        foreach (var line in export.Lines())
        {
            switch (line)
            {
                case ExportBlock next:
                    block = next.Block.No;
                    verifier.Block(next.Block);
                    break;
                case ExportEntry { Block: null } entry:
                    verifier.Unsealed(entry.Row, header.ExportedAt);
                    break;
                case ExportEntry entry when entry.Block == block:
                    verifier.Entry(entry.Row);
                    break;
                case ExportEntry entry:
                    verifier.Report(AuditFault.EntryInserted, entry.Block, entry.Row.Id, "claims this block, but does not stand behind it");
                    break;
            }
        }
        return End(verifier, header);
    }

    private static AuditSummary End(AuditVerifier verifier, ExportHeader header)
    {
        var summary = verifier.End();
        if (summary.Blocks == header.Blocks - (header.Cut?.No ?? 0) && (summary.Newest?.Total ?? 0) == header.Total)
            return summary;
        verifier.Report(AuditFault.FileCounts, null, null,
            $"the header says {header.Blocks} blocks with {header.Total} entries; the file has {summary.Blocks} with {summary.Newest?.Total ?? 0}");
        return summary with { Findings = summary.Findings + 1 };
    }
}

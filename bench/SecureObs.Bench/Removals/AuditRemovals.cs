namespace SecureObs.Bench.Removals;

/// <summary>What the audit trail promises.</summary>
internal static class AuditRemovals
{
    private const string Checkpoints = "SecureObs.Api/Platform/Auditing/Checkpoints/";
    private const string Outgoing = "SecureObs.Api/Platform/Outgoing/";

    public static Removal[] All { get; } =
    [
        new("a change has its entry", "SecureObs.Api/Features/Findings/Triage/StatusChanges.cs",
            "changed.Where(change => change.Pending == asked)", "changed.Where(_ => !asked && asked)", "TriageTests AuditTrailTests AuditCoverageTests"),
        new("reading is noted", "SecureObs.Api/Platform/Auditing/Reading/RecordsAccess.cs", "Note(context.HttpContext, rule, count);", "_ = count;", "ReadTrailTests AuditTrailTests"),
        new("only ended transactions are sealed", "SecureObs.Api/Platform/Auditing/Sealing/Sealer.cs",
            "pastEpoch is null ? horizon.Xid : long.MaxValue, EntriesOfBlock", "long.MaxValue, EntriesOfBlock", "SealingTests"),
        new("a block is not sealed over another", "SecureObs.Api/Platform/Auditing/Sealing/Chain.cs",
            "on conflict on constraint audit_blocks_pk do nothing", "on conflict on constraint audit_blocks_pk do update set root = excluded.root", "SealingTests"),
        new("webhooks lead to public addresses alone", Outgoing + "PublicConnections.cs", "!addresses.All(PublicAddress.Includes)", "addresses.Length > 1_000", "CheckpointTests PublicAddressTests"),
        new("webhooks follow no redirect", Outgoing + "PublicConnections.cs", "AllowAutoRedirect = false", "AllowAutoRedirect = true", "PublicAddressTests"),
        new("webhooks use https", Outgoing + "PublicPost.cs", "|| address.Scheme != Uri.UriSchemeHttps", "", "CheckpointTests AuditTrailTests"),
        new("a changed entry is found", "SecureObs.Audit/BlockCheck.cs", "Report(AuditFault.EntryChanged, row,", "_ = (AuditFault.EntryChanged, row,", "TamperTests"),
        new("a deleted entry is found", "SecureObs.Audit/BlockCheck.cs", "report(AuditFault.EntryMissing, block.No, id,", "_ = (AuditFault.EntryMissing, block.No, id,", "TamperTests"),
        new("an inserted entry is found", "SecureObs.Audit/AuditVerifier.cs", "Report(AuditFault.EntryInserted, null, row.Id, \"was", "_ = (AuditFault.EntryInserted, row.Id, \"was", "TamperTests"),
        new("a block that was signed by somebody else is found", "SecureObs.Audit/ChainCheck.cs", "!Checkpoint.Of(block).Verify(keys)", "block.No < 0", "TamperTests VerifierTests"),
        new("a tail that was cut off is found", "SecureObs.Audit/ChainCheck.cs", "newest.No > (last?.No ?? 0)", "newest.No < 0", "TamperTests"),
        new("a replaced checkpoint is found", "SecureObs.Audit/ChainCheck.cs", "if (checkpoint.Verify(keys))", "if (checkpoint.No > 0)", "TamperTests"),
    ];
}

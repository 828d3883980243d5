namespace SecureObs.Bench.Removals;

/// <summary>What keeps an organisation's data until they may go, lets them go then, and takes them along unchanged.</summary>
internal static class LifeRemovals
{
    private const string Features = "SecureObs.Api/Features/";
    private const string Erasure = "../db/migrations/0028_erasure.sql";
    private const string Retention = "../db/migrations/0029_retention.sql";
    private const string Archives = "../db/migrations/0030_archives.sql";
    private const string Due = "t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp()) then";
    private const string Links = Features + "Archives/ArchiveLinks.cs";

    public static Removal[] All { get; } =
    [
        new("an organisation is deleted by its name", Features + "Erasure/AskDeletion.cs", "before.Name != request.Name", "before.Name.Length == 0", "TenantErasureTests"),
        new("a closed organisation shows nobody anything", "SecureObs.Api/Platform/Authorization/TenantRoleHandler.cs", "http.GetEndpoint()?.Metadata.GetMetadata<OpenWhileEnding>() is null", "end == default", "TenantErasureTests"),
        new("keys of a closed organisation are unknown", Erasure, "              and t.delete_after is null;", "            ;", "TenantErasureTests"),
        new("invitations of a closed organisation are unknown", Erasure, "          and t.delete_after is null\n", "\n", "TenantErasureTests"),
        new("the database erases nobody before their day", Archives, Due, "true) then", "TenantErasureTests"),
        new("nobody is buried whose day has not come", Erasure, "where t.id = of_tenant and t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp();", "where t.id = of_tenant;", "TenantErasureTests"),
        new("a forgotten table keeps the tombstone away", Erasure, "if is_left then", "if false then", "TenantErasureTests"),
        new("who is in another organisation stays when one goes", Erasure, "any (people)\n            and not exists (select from app.memberships m where m.person_id = p.id)", "any (people)", "TenantErasureTests"),
        new("who is a member is not erased", Erasure, "p.id = person\n            and not exists (select from app.memberships m where m.person_id = p.id)", "p.id = person", "PartErasureTests"),
        new("a project is archived before it is deleted", Features + "Erasure/DeleteProject.cs", "ArchivedAt is null", "ArchivedAt == DateTime.MinValue", "PartErasureTests"),
        new("who is erased pays no more", Features + "Billing/CustomerEnding.cs", "if (customer is not null)", "if (customer is { Length: 0 })", "CustomerEndingTests"),
        new("what the default branch has stays, however old", Features + "Retention/OldFindings.cs", "not f.on_default and", "", "RetentionTests"),
        new("the database keeps findings that are young or seen", Retention, "(f.first_seen_at > pg_catalog.clock_timestamp() - interval '30 days' or (f.detected and f.on_default))", "false", "RetentionTests"),
        new("the database keeps runs that are young", Retention, "and r.opened_at > pg_catalog.clock_timestamp() - interval '30 days')", "and false)", "RetentionTests"),
        new("the database keeps runs that a branch stands at", Retention, "s.current_run = any (ids)", "false", "RetentionTests"),
        new("a trail that does not verify is not tidied away", Features + "Retention/OldAudit.cs", "_ => whole = false", "_ => { }", "RetentionTests"),
        new("nor one of which an entry is missing", Retention, "if purged <> listed then", "if false then", "RetentionTests"),
        new("only who has the key cuts a trail", "SecureObs.Audit/ChainCheck.cs", "if (cut.Verify(keys))", "if (cut.No > 0)", "RetentionTests"),
        new("a link to an archive ends", Links, "isOurs && clock.GetUtcNow().ToUnixTimeSeconds() < end", "isOurs && end > 0", "ArchiveTests"),
        new("a link to an archive is signed", Links, "CryptographicOperations.FixedTimeEquals(Sign(tenant, bytes[..Said]), bytes[Said..])", "Sign(tenant, bytes[..Said]).Length == bytes[Said..].Length", "ArchiveTests"),
        new("a closed organisation gives no archive out", Features + "Archives/FetchArchive.cs", " and t.delete_after is null", "", "ArchiveTests"),
        new("no archive has a hash of a key", Features + "Archives/ArchiveTables.cs", "to_jsonb(t) - 'secret_hash' - 'last_used_at'", "to_jsonb(t) - 'last_used_at'", "ArchiveTests"),
        new("an archive is compared with its manifest", "SecureObs.Admin/Importing/Archive.cs", "!= file.Sha256)", "== \"\")", "ImportTests"),
        new("nobody is imported over an organisation", "SecureObs.Admin/Importing/TenantImport.cs", "await database.HasTenantAsync(ct)", "await database.HasTenantAsync(ct) && database is null", "ImportTests"),
        new("keys of an archive come revoked", "SecureObs.Admin/Importing/TenantImport.cs", "row[\"revoked_at\"] ??= JsonSerializer.SerializeToNode(DateTimeOffset.UtcNow);", "", "ImportTests"),
    ];
}

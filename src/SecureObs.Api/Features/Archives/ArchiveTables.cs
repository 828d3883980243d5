using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

/// <param name="Name">Of the table, and of its file.</param>
/// <param name="Rows">Each row as one JSON object, in the order of its key.</param>
internal sealed record ArchiveTable(string Name, FormattableString Rows);

/// <summary>
/// Every table of an organisation, parents before their children, so that an import can follow the list. A test compares it with
/// the catalogue: what is left out stands in <see cref="LeftOut"/>, with the reason.
/// </summary>
internal static class ArchiveTables
{
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>
    {
        ["archives"] = "of this installation, as its parts",
        ["archive_parts"] = "they are the archive",
        ["checkpoint_deliveries"] = "what arrived where from this installation",
        ["checkpoint_webhooks"] = "an address that another installation must not write to unasked",
        ["invitations"] = "links into this installation",
        ["notification_deliveries"] = "what was sent from this installation",
        ["notification_events"] = "what was to be sent from it, and stands elsewhere",
        ["notification_waiting"] = "what is to be sent from it",
        ["run_credentials"] = "over in minutes, and good for this installation alone",
        ["secret_hash_keys"] = "encrypted with the key of this installation; the key is fetched apart",
        ["subscriptions"] = "a customer of whoever runs this installation",
    };

    public static IEnumerable<ArchiveTable> Of(TenantTransaction tx)
    {
        yield return new("tenants", $"select (to_jsonb(t) - 'delete_asked_at' - 'delete_after' - 'erasing_at' - 'tombstone')::text from app.tenants t where t.id = {tx.TenantId}");
        yield return new("people", $"select row_to_json(p)::text from app.people_to_archive() p, app.tenants t where t.id = {tx.TenantId}");
        yield return new("memberships", $"select row_to_json(t)::text from app.memberships t where t.tenant_id = {tx.TenantId} order by t.person_id");
        yield return new("former_members", $"select row_to_json(t)::text from app.former_members t where t.tenant_id = {tx.TenantId} order by t.actor_id");
        yield return new("retentions", $"select json_build_object('tenant_id', t.tenant_id, 'days', t.days, 'due_at', t.due_at)::text from app.retentions t where t.tenant_id = {tx.TenantId}");
        yield return new("projects", $"select row_to_json(t)::text from app.projects t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("project_scanners", $"select row_to_json(t)::text from app.project_scanners t where t.tenant_id = {tx.TenantId} order by t.project_id, t.scanner_key");
        // Without the hash: a key is good for one installation.
        yield return new("api_keys", $"select (to_jsonb(t) - 'secret_hash' - 'last_used_at')::text from app.api_keys t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("trust_rules", $"select (to_jsonb(t) - 'last_used_at')::text from app.trust_rules t where t.tenant_id = {tx.TenantId} order by t.id");
        // Without the address, which lets whoever has it write there, and without what was sent from here.
        yield return new("notification_channels", $"select (to_jsonb(t) - 'sealed' - 'place' - 'generation' - 'rotated_at' - 'remind_at' - 'tested_at' - 'delivered_at' - 'failing_since' - 'failed_at' - 'failure' - 'given_up')::text from app.notification_channels t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("runs", $"select row_to_json(t)::text from app.runs t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("scan_scopes", $"select row_to_json(t)::text from app.scan_scopes t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("scan_results", $"select row_to_json(t)::text from app.scan_results t where t.tenant_id = {tx.TenantId} order by t.run_id, t.scope_id");
        yield return new("findings", $"select row_to_json(t)::text from app.findings t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("suppressions", $"select row_to_json(t)::text from app.suppressions t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("finding_fingerprints", $"select row_to_json(t)::text from app.finding_fingerprints t where t.tenant_id = {tx.TenantId} order by t.project_id, t.fingerprint");
        yield return new("finding_comments", $"select row_to_json(t)::text from app.finding_comments t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("finding_links", $"select row_to_json(t)::text from app.finding_links t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("finding_changes", $"select row_to_json(t)::text from app.finding_changes t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("finding_change_items", $"select row_to_json(t)::text from app.finding_change_items t where t.tenant_id = {tx.TenantId} order by t.change_id, t.finding_id");
        yield return new("finding_views", $"select row_to_json(t)::text from app.finding_views t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("finding_counts", $"select row_to_json(t)::text from app.finding_counts t where t.tenant_id = {tx.TenantId} order by t.project_id, t.scanner, t.status, t.severity");
        yield return new("finding_days", $"select row_to_json(t)::text from app.finding_days t where t.tenant_id = {tx.TenantId} order by t.project_id, t.day, t.severity");
        yield return new("scope_findings", $"select row_to_json(t)::text from app.scope_findings t where t.tenant_id = {tx.TenantId} order by t.scope_id, t.page, t.bit");
        yield return new("result_findings", $"select row_to_json(t)::text from app.result_findings t where t.tenant_id = {tx.TenantId} order by t.scope_id, t.seq, t.page");
        yield return new("result_rows", $"select row_to_json(t)::text from app.result_rows t where t.tenant_id = {tx.TenantId} order by t.run_id, t.scope_id, t.finding_id");
        yield return new("rule_aliases", $"select row_to_json(t)::text from app.rule_aliases t where t.tenant_id = {tx.TenantId} order by t.scanner, t.old_rule");
        yield return new("rule_weaknesses", $"select row_to_json(t)::text from app.rule_weaknesses t where t.tenant_id = {tx.TenantId} order by t.weakness, t.rule_id");
        yield return new("search_texts", $"select row_to_json(t)::text from app.search_texts t where t.tenant_id = {tx.TenantId} order by t.kind, t.digest");
        yield return new("imports", $"select row_to_json(t)::text from app.imports t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("gate_policies", $"select row_to_json(t)::text from app.gate_policies t where t.tenant_id = {tx.TenantId} order by t.project_id, t.version");
        yield return new("gate_verdicts", $"select row_to_json(t)::text from app.gate_verdicts t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("infrastructure_analyses", $"select row_to_json(t)::text from app.infrastructure_analyses t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("infrastructure_nodes", $"select row_to_json(t)::text from app.infrastructure_nodes t where t.tenant_id = {tx.TenantId} order by t.analysis_id, t.number");
        yield return new("infrastructure_edges", $"select row_to_json(t)::text from app.infrastructure_edges t where t.tenant_id = {tx.TenantId} order by t.analysis_id, t.number");
        yield return new("attack_paths", $"select row_to_json(t)::text from app.attack_paths t where t.tenant_id = {tx.TenantId} order by t.analysis_id, t.number");
        yield return new("attack_chokepoints", $"select row_to_json(t)::text from app.attack_chokepoints t where t.tenant_id = {tx.TenantId} order by t.analysis_id, t.number");
        yield return new("audit", $"select row_to_json(t)::text from app.audit t where t.tenant_id = {tx.TenantId} order by t.id");
        yield return new("audit_blocks", $"select row_to_json(t)::text from app.audit_blocks t where t.tenant_id = {tx.TenantId} order by t.no");
        yield return new("audit_cuts", $"select row_to_json(t)::text from app.audit_cuts t where t.tenant_id = {tx.TenantId}");
    }
}

using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>Findings that people have said something of: they do not vanish into others.</summary>
internal static class WorkedOn
{
    /// <summary>A condition on findings as f.</summary>
    public static FormattableString Condition(TenantTransaction tx) => $"""
        (f.triage <> 0 or f.assignee is not null or f.severity_override is not null
            or exists (select from app.suppressions o where o.tenant_id = {tx.TenantId} and o.finding_id = f.id)
            or exists (select from app.finding_comments c where c.tenant_id = {tx.TenantId} and c.finding_id = f.id)
            or exists (select from app.finding_links l where l.tenant_id = {tx.TenantId} and l.finding_id = f.id)
            or exists (select from app.finding_change_items i where i.tenant_id = {tx.TenantId} and i.finding_id = f.id))
        """;
}

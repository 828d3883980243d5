using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>What a finding shows goes to another one, because it was taken for a wrong one: to one that is made of it, or one that is there.</summary>
internal static class FindingCopies
{
    /// <param name="from">What shows it.</param>
    /// <param name="to">Ids of the new ones.</param>
    /// <param name="features">What stands at their places; null where <paramref name="from"/> tells it.</param>
    /// <param name="firstRun">The pipeline run that brought them; '' when none did.</param>
    public static Task MakeAsync(
        TenantTransaction tx, Guid[] from, Guid[] to, byte[][] fingerprints, byte[]?[] features, string firstRun, DateTimeOffset now, CancellationToken ct)
    {
        var due = DueDates.After($"{now}", $"f.tool_severity");
        return FindingTurns.AddAsync(tx, $"""
            insert into app.findings as n (tenant_id, id, project_id, fingerprint, kin, features, content_hash, scanner, rule_id, tool_severity, severity,
                file_path, start_line, end_line, description, snippet, cwe, owasp, secret_hash, ignored_in_source, package_url, advisory, resource_address,
                first_run, first_seen_at, due_at)
            select f.tenant_id, u.finding_id, f.project_id, u.fingerprint, f.kin, coalesce(u.features, f.features), f.content_hash, f.scanner, f.rule_id, f.tool_severity,
                f.tool_severity, f.file_path, f.start_line, f.end_line, f.description, f.snippet, f.cwe, f.owasp, f.secret_hash, f.ignored_in_source, f.package_url,
                f.advisory, f.resource_address, {firstRun}, {now}, {due}
            from unnest({from}, {to}, {fingerprints}, {features}) as u (row_id, finding_id, fingerprint, features)
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = u.row_id
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            """, now, ct);
    }

    /// <summary>All at once: of two that change places each has what the other had. What people said of them stays.</summary>
    /// <param name="from">What shows it.</param>
    /// <param name="to">What gets it.</param>
    /// <param name="fingerprints">Null where <paramref name="from"/> tells it, as with <paramref name="features"/>.</param>
    /// <param name="rungs">By what it was recognised.</param>
    /// <param name="which">A condition on what shows it as f and what gets it as t.</param>
    public static Task OverwriteAsync(
        TenantTransaction tx, Guid[] from, Guid[] to, byte[]?[] fingerprints, byte[]?[] features, short[] rungs, FormattableString which, DateTimeOffset now, CancellationToken ct) =>
        FindingTurns.ChangeAsync(tx, $"""
            fingerprint = coalesce(u.fingerprint, f.fingerprint), kin = f.kin, features = coalesce(u.features, f.features),
                content_hash = f.content_hash, rung = u.rung, rule_id = f.rule_id,
                tool_severity = f.tool_severity, severity = coalesce(t.severity_override, f.tool_severity),
                file_path = f.file_path, start_line = f.start_line, end_line = f.end_line, description = f.description, snippet = f.snippet,
                cwe = f.cwe, owasp = f.owasp, secret_hash = f.secret_hash, ignored_in_source = f.ignored_in_source,
                package_url = f.package_url, advisory = f.advisory, resource_address = f.resource_address
            """, $"""
            , unnest({from}, {to}, {fingerprints}, {features}, {rungs}) as u (row_id, finding_id, fingerprint, features, rung)
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = u.row_id
            """, $"t.id = u.finding_id and {which}", now, ct);
}

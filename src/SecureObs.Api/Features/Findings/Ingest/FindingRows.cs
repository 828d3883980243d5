using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>Writes the findings of one project: new ones are inserted, changed ones updated, known ones left alone.</summary>
internal static class FindingRows
{
    /// <summary>Parts lists in one text column of an array: PostgreSQL has no arrays of lists of different lengths.</summary>
    private const string ListSeparator = "\u001f";

    private sealed record Known(Guid Id, byte[] Fingerprint, byte[] ContentHash, string FirstRun);

    /// <returns>Every finding of the batch by its key.</returns>
    public static async Task<IReadOnlyDictionary<string, StoredFinding>> StoreAsync(
        TenantTransaction tx, ProjectBatch batch, DateTimeOffset now, CancellationToken ct)
    {
        // The first row of a fingerprint speaks for all; the same order everywhere keeps transactions from deadlock.
        var rows = batch.Rows.DistinctBy(row => row.Key).OrderBy(row => row.Key, StringComparer.Ordinal).ToList();
        var fingerprints = rows.Select(row => row.Fingerprint).ToArray();
        var known = (await tx.QueryAsync<Known>($"""
            select f.id, p.fingerprint, f.content_hash, f.first_run
            from app.finding_fingerprints p join app.findings f on f.tenant_id = {tx.TenantId} and f.id = p.finding_id
            where p.tenant_id = {tx.TenantId} and p.project_id = {batch.ProjectId} and p.fingerprint = any({fingerprints})
            """, ct)).ToDictionary(finding => Convert.ToHexString(finding.Fingerprint));

        var added = rows.Where(row => !known.ContainsKey(row.Key)).Select(row => (Row: row, Id: Guid.CreateVersion7())).ToList();
        var changed = rows.Where(row => known.TryGetValue(row.Key, out var old) && !old.ContentHash.AsSpan().SequenceEqual(Identity.Content(row.Finding)))
            .Select(row => (Row: row, known[row.Key].Id)).ToList();
        if (added.Count > 0)
            await InsertAsync(tx, batch.ProjectId, added, now, ct);
        if (changed.Count > 0)
            await UpdateAsync(tx, changed, ct);

        return known.Select(entry => (entry.Key, Finding: new StoredFinding(entry.Value.Id, entry.Value.FirstRun)))
            .Concat(added.Select(entry => (entry.Row.Key, Finding: new StoredFinding(entry.Id, entry.Row.Finding.PipelineRunId))))
            .ToDictionary(entry => entry.Key, entry => entry.Finding);
    }

    private static Task<int> InsertAsync(
        TenantTransaction tx, Guid project, List<(PlacedFinding Row, Guid Id)> added, DateTimeOffset now, CancellationToken ct)
    {
        var content = new FindingColumns(added);
        var fingerprints = added.Select(entry => entry.Row.Fingerprint).ToArray();
        var scanners = added.Select(entry => entry.Row.Finding.Scanner).ToArray();
        var rules = added.Select(entry => entry.Row.Finding.RuleId).ToArray();
        var paths = added.Select(entry => entry.Row.Finding.FilePath).ToArray();
        var firstRuns = added.Select(entry => entry.Row.Finding.PipelineRunId).ToArray();
        return tx.ExecuteAsync($"""
            with added as (
                insert into app.finding_fingerprints (tenant_id, project_id, fingerprint, finding_id, added_at)
                select {tx.TenantId}, {project}, u.fingerprint, u.id, {now} from unnest({content.Ids}, {fingerprints}) as u (id, fingerprint)
                on conflict on constraint finding_fingerprints_pk do nothing)
            insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, severity, tool_severity,
                file_path, start_line, end_line, description, snippet, cwe, owasp, secret_hash, first_run, first_seen_at, last_seen_at)
            select {tx.TenantId}, u.id, {project}, u.fingerprint, u.content_hash, u.scanner, u.rule_id, u.severity, u.severity,
                u.file_path, u.start_line, u.end_line, u.description, u.snippet,
                string_to_array(u.cwe, {ListSeparator}), string_to_array(u.owasp, {ListSeparator}), u.secret_hash, u.first_run, {now}, {now}
            from unnest({content.Ids}, {fingerprints}, {content.Hashes}, {scanners}, {rules}, {content.Severities}, {paths},
                    {content.StartLines}, {content.EndLines}, {content.Descriptions}, {content.Snippets}, {content.Cwe}, {content.Owasp}, {content.SecretHashes}, {firstRuns})
                as u (id, fingerprint, content_hash, scanner, rule_id, severity, file_path,
                    start_line, end_line, description, snippet, cwe, owasp, secret_hash, first_run)
            """, ct);
    }

    /// <summary>A client that masks and sends no hash takes none away from a secret that looks the same.</summary>
    private static Task<int> UpdateAsync(TenantTransaction tx, List<(PlacedFinding Row, Guid Id)> changed, CancellationToken ct)
    {
        var content = new FindingColumns(changed);
        return tx.ExecuteAsync($"""
            update app.findings f set content_hash = u.content_hash, tool_severity = u.severity, severity = coalesce(f.severity_override, u.severity), start_line = u.start_line, end_line = u.end_line,
                description = u.description, snippet = u.snippet,
                secret_hash = case when u.secret_hash is null and f.snippet is not distinct from u.snippet then f.secret_hash else u.secret_hash end,
                cwe = string_to_array(u.cwe, {ListSeparator}), owasp = string_to_array(u.owasp, {ListSeparator})
            from unnest({content.Ids}, {content.Hashes}, {content.Severities}, {content.StartLines}, {content.EndLines},
                    {content.Descriptions}, {content.Snippets}, {content.Cwe}, {content.Owasp}, {content.SecretHashes})
                as u (id, content_hash, severity, start_line, end_line, description, snippet, cwe, owasp, secret_hash)
            where f.tenant_id = {tx.TenantId} and f.id = u.id
            """, ct);
    }

    /// <summary>The columns that a later report may change, as arrays for one statement.</summary>
    private sealed class FindingColumns(List<(PlacedFinding Row, Guid Id)> entries)
    {
        public Guid[] Ids { get; } = [.. entries.Select(entry => entry.Id)];
        public byte[][] Hashes { get; } = [.. entries.Select(entry => Identity.Content(entry.Row.Finding))];
        public short[] Severities { get; } = [.. entries.Select(entry => (short)entry.Row.Finding.Severity)];
        public int?[] StartLines { get; } = [.. entries.Select(entry => entry.Row.Finding.StartLine)];
        public int?[] EndLines { get; } = [.. entries.Select(entry => entry.Row.Finding.EndLine)];
        public string?[] Descriptions { get; } = [.. entries.Select(entry => entry.Row.Finding.Description)];
        public string?[] Snippets { get; } = [.. entries.Select(entry => entry.Row.Finding.Snippet)];
        public byte[]?[] SecretHashes { get; } = [.. entries.Select(entry => entry.Row.Finding.SecretHash)];
        public string[] Cwe { get; } = [.. entries.Select(entry => string.Join(ListSeparator, entry.Row.Finding.Cwe))];
        public string[] Owasp { get; } = [.. entries.Select(entry => string.Join(ListSeparator, entry.Row.Finding.Owasp))];
    }
}

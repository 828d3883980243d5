using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Identity;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>Writes findings of one project: new ones and what changed of known ones, a fixed number of statements each.</summary>
internal sealed class FindingWriter(TenantTransaction tx, Guid project, DateTimeOffset now)
{
    /// <summary>Parts lists in one text column of an array: PostgreSQL has no arrays of lists of different lengths.</summary>
    public const string ListSeparator = "\u001f";

    /// <param name="onDefault">Whether the default branch brings them.</param>
    public async Task AddAsync(List<(KeyedFinding Row, Guid Id)> added, bool onDefault, CancellationToken ct)
    {
        if (added.Count == 0)
            return;
        var content = new FindingColumns([.. added.Select(each => each.Row)], [.. added.Select(each => each.Id)]);
        // A result is of one scanner in one run.
        var (scanner, firstRun) = (added[0].Row.Finding.Scanner, added[0].Row.Finding.PipelineRunId);
        var due = DueDates.After($"{now}", $"u.severity");
        await tx.ExecuteAsync($"""
            insert into app.findings (tenant_id, id, project_id, fingerprint, kin, features, content_hash, scanner, rule_id, tool_severity, severity,
                file_path, start_line, end_line, description, snippet, cwe, owasp, secret_hash, ignored_in_source, package_url, advisory, resource_address,
                first_run, first_seen_at, on_default, due_at)
            select {tx.TenantId}, u.id, {project}, u.fingerprint, u.kin, u.features, u.content_hash, {scanner}, u.rule_id, u.severity, u.severity,
                u.file_path, u.start_line, u.end_line, u.description, u.snippet,
                coalesce(string_to_array(u.cwe, {ListSeparator}), array[]::text[]), coalesce(string_to_array(u.owasp, {ListSeparator}), array[]::text[]), u.secret_hash,
                u.ignored_in_source, u.package_url, u.advisory, u.resource_address, {firstRun}, {now}, {onDefault},
                {due}
            from unnest({content.Ids}, {content.Fingerprints}, {content.Kins}, {content.Features}, {content.Hashes}, {content.Rules}, {content.Severities},
                    {content.Paths}, {content.StartLines}, {content.EndLines}, {content.Descriptions}, {content.Snippets}, {content.Cwe}, {content.Owasp},
                    {content.SecretHashes}, {content.Ignored}, {content.Packages}, {content.Advisories}, {content.Resources})
                as u (id, fingerprint, kin, features, content_hash, rule_id, severity,
                    file_path, start_line, end_line, description, snippet, cwe, owasp,
                    secret_hash, ignored_in_source, package_url, advisory, resource_address)
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = {project}
            returning id
            """, ct);
        tx.Gathered<FindingCounts>().Add(added.GroupBy(each => (each.Row.Finding.Scanner, each.Row.Finding.Severity)).Select(group => new Turn
        {
            ProjectId = project,
            Scanner = group.Key.Scanner,
            Status = (short)FindingStatus.Open,
            Severity = (short)group.Key.Severity,
            Findings = group.Count(),
        }), now);
        await NameAsync(content.Ids, content.Fingerprints, ct);
        await SuppressionOverlay.ApplyToNewAsync(tx, content.Ids, now, ct);
    }

    /// <summary>A client that masks and sends no hash takes none away from a secret that looks the same.</summary>
    public async Task OverwriteAsync(List<(KeyedFinding Row, KnownFinding Finding, Rung Rung)> changed, CancellationToken ct)
    {
        if (changed.Count == 0)
            return;
        var content = new FindingColumns([.. changed.Select(each => each.Row)], [.. changed.Select(each => each.Finding.Id)]);
        var rungs = changed.Select(each => (short)each.Rung).ToArray();
        if (changed.Where(each => !each.Finding.IsNow(each.Row)).Select(each => each.Finding.Id).ToArray() is { Length: > 0 } renamed)
            await ResultRows.RememberAsync(tx, renamed, now, ct);
        await FindingTurns.ChangeAsync(tx, $"""
            fingerprint = u.fingerprint, kin = u.kin, content_hash = u.content_hash, rung = u.rung, rule_id = u.rule_id,
                features = coalesce(t.features, u.features),
                tool_severity = u.severity, severity = coalesce(t.severity_override, u.severity),
                start_line = u.start_line, end_line = u.end_line, description = u.description, snippet = u.snippet,
                secret_hash = case when u.secret_hash is null and t.snippet is not distinct from u.snippet then t.secret_hash else u.secret_hash end,
                cwe = coalesce(string_to_array(u.cwe, {ListSeparator}), array[]::text[]), owasp = coalesce(string_to_array(u.owasp, {ListSeparator}), array[]::text[]),
                ignored_in_source = u.ignored_in_source, package_url = u.package_url, advisory = u.advisory, resource_address = u.resource_address
            """, $"""
            , unnest({content.Ids}, {content.Fingerprints}, {content.Kins}, {content.Features}, {content.Hashes}, {rungs}, {content.Rules}, {content.Severities},
                    {content.StartLines}, {content.EndLines}, {content.Descriptions}, {content.Snippets}, {content.Cwe}, {content.Owasp}, {content.SecretHashes},
                    {content.Ignored}, {content.Packages}, {content.Advisories}, {content.Resources})
                as u (id, fingerprint, kin, features, content_hash, rung, rule_id, severity,
                    start_line, end_line, description, snippet, cwe, owasp, secret_hash,
                    ignored_in_source, package_url, advisory, resource_address)
            """, $"t.id = u.id", now, ct);
        await NameAsync(content.Ids, content.Fingerprints, ct);
    }

    /// <summary>From now on the fingerprint is this finding. What it was called before stays its name, too.</summary>
    private Task<int> NameAsync(Guid[] ids, byte[][] fingerprints, CancellationToken ct) => tx.ExecuteAsync($"""
        insert into app.finding_fingerprints as a (tenant_id, project_id, fingerprint, finding_id, added_at)
        select {tx.TenantId}, {project}, u.fingerprint, u.id, {now} from unnest({ids}, {fingerprints}) as u (id, fingerprint)
        on conflict on constraint finding_fingerprints_pk do update set finding_id = excluded.finding_id, taught_by = null
        where a.finding_id <> excluded.finding_id
        """, ct);

    /// <summary>What reports tell, as arrays for one statement; what none of the rows tells is an empty one, which is null for each.</summary>
    private sealed class FindingColumns(KeyedFinding[] rows, Guid[] ids)
    {
        public Guid[] Ids { get; } = ids;
        public byte[][] Fingerprints { get; } = [.. rows.Select(row => row.Keys.Fingerprint)];
        public byte[][] Kins { get; } = [.. rows.Select(row => row.Keys.Kin)];
        public byte[][] Hashes { get; } = [.. rows.Select(row => row.ContentHash)];
        public byte[]?[] Features { get; } = Told(rows, row => row.Features);
        public string[] Rules { get; } = [.. rows.Select(row => row.Finding.RuleId)];
        public short[] Severities { get; } = [.. rows.Select(row => (short)row.Finding.Severity)];
        public string?[] Paths { get; } = Told(rows, row => row.FilePath);
        public int?[] StartLines { get; } = [.. rows.Select(row => row.Finding.StartLine)];
        public int?[] EndLines { get; } = [.. rows.Select(row => row.Finding.EndLine)];
        public string?[] Descriptions { get; } = Told(rows, row => row.Description);
        public string?[] Snippets { get; } = Told(rows, row => row.Snippet);
        public byte[]?[] SecretHashes { get; } = Told(rows, row => row.SecretHash);
        public string?[] Cwe { get; } = Told(rows, row => List(row.Cwe));
        public string?[] Owasp { get; } = Told(rows, row => List(row.Owasp));
        public string?[] Ignored { get; } = Told(rows, row => row.IgnoredInSource);
        public string?[] Packages { get; } = Told(rows, row => row.PackageUrl);
        public string?[] Advisories { get; } = Told(rows, row => row.Advisory);
        public string?[] Resources { get; } = Told(rows, row => row.ResourceAddress);

        private static T?[] Told<T>(KeyedFinding[] rows, Func<IncomingFinding, T?> value) where T : class
        {
            T?[] values = [.. rows.Select(row => value(row.Finding))];
            return values.AsSpan().ContainsAnyExcept((T?)null) ? values : [];
        }

        private static string? List(string[] items) => items.Length == 0 ? null : string.Join(ListSeparator, items);
    }
}

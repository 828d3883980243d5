using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>A finding of the project that a row may be.</summary>
internal sealed record KnownFinding
{
    public required Guid Id { get; init; }
    public required byte[] ContentHash { get; init; }
    public byte[]? Kin { get; init; }
    public required string FirstRun { get; init; }
    public required bool OnDefault { get; init; }
    public required short ToolSeverity { get; init; }
    public string? FilePath { get; init; }
    public int? StartLine { get; init; }
    public required bool HasFeatures { get; init; }
    public required bool Detected { get; init; }
    /// <summary>A person had called it resolved.</summary>
    public required bool CalledResolved { get; init; }
    /// <summary>Whether this result has it already.</summary>
    public required bool Seen { get; init; }
    /// <summary>The fingerprint that it has in this result, or else now.</summary>
    public required byte[] Current { get; init; }
    /// <summary>Which of the fingerprints that were asked for it is, from 1.</summary>
    public long Asked { get; init; }
    /// <summary>A person said that this fingerprint is this finding.</summary>
    public bool Taught { get; init; }

    public bool IsNow(KeyedFinding row) => Current.AsSpan().SequenceEqual(row.Keys.Fingerprint);
}

internal static class KnownFindings
{
    /// <summary>What is called so, or was called so when this result had it.</summary>
    public static Task<List<KnownFinding>> ByFingerprintAsync(TenantTransaction tx, Guid project, ScanNumber result, byte[][] fingerprints, CancellationToken ct) =>
        tx.QueryAsync<KnownFinding>($"""
            select {Columns(tx, result)}, a.asked, a.taught
            from (
                select u.asked, o.finding_id, o.taught_by is not null as taught
                from unnest({fingerprints}) with ordinality as u (fingerprint, asked)
                join app.finding_fingerprints o on o.tenant_id = {tx.TenantId} and o.project_id = {project} and o.fingerprint = u.fingerprint
                {Renamed(tx, result, fingerprints)}) a
            cross join lateral ({Each(tx, $"f.id = a.finding_id")}) f
            {Staged(tx, result)}
            """, ct);

    private static FormattableString Renamed(TenantTransaction tx, ScanNumber result, byte[][] fingerprints) => result.IsNew ? (FormattableString)$"" : $"""
        union
        select u.asked, o.finding_id, false
        from unnest({fingerprints}) with ordinality as u (fingerprint, asked)
        join app.scan_results r on r.tenant_id = {tx.TenantId} and r.scope_id = {result.ScopeId} and r.seq = {result.Seq}
        join app.result_rows o on o.tenant_id = {tx.TenantId} and o.run_id = r.run_id and o.scope_id = r.scope_id and o.fingerprint = u.fingerprint
        """;

    /// <summary>Findings that say the same in the same file, and are not in this result yet.</summary>
    public static Task<List<KnownFinding>> ByKinAsync(
        TenantTransaction tx, Guid project, ScanNumber result, IReadOnlyList<KeyedFinding> rows, CancellationToken ct)
    {
        var asked = rows.SelectMany(row => row.Keys.Kins.Select(kin => (kin, row.Finding.FilePath, TellsMore: row.Finding.Features is not null))).ToList();
        var (kins, paths, tellMore) = (asked.Select(each => each.kin).ToArray(), asked.Select(each => each.FilePath).ToArray(), asked.Select(each => each.TellsMore).ToArray());
        FormattableString same = $"""
            f.project_id = {project} and f.kin = u.kin and f.path_hash = u.path_hash and f.file_path is not distinct from u.file_path
                and (f.features is null or not u.tells_more)
            """;
        return tx.QueryAsync<KnownFinding>($"""
            select distinct on (f.id) {Columns(tx, result)}
            from (
                select k.*, hashtextextended(coalesce(k.file_path, ''), 0) as path_hash
                from unnest({kins}, {paths}, {tellMore}) as k (kin, file_path, tells_more) offset 0) u
            cross join lateral ({Each(tx, same)}) f
            {Staged(tx, result)}
            where f.tenant_id = {tx.TenantId} and not {SeenIn(tx, result)}
            """, ct);
    }

    /// <summary>
    /// Findings as f, for each row on its own: the offset keeps the planner from joining them all at once. While a large report
    /// comes in it knows of few findings, and would read each of the project again for each part.
    /// </summary>
    private static FormattableString Each(TenantTransaction tx, FormattableString which) => $"""
        (select f.tenant_id, f.id, f.project_id, f.fingerprint, f.content_hash, f.kin, f.first_run, f.on_default, f.detected, f.triage, f.tool_severity, f.file_path, f.start_line, f.features
        from app.findings f where f.tenant_id = {tx.TenantId} and {which} offset 0)
        """;

    // A result that was made just now has nothing to look up.
    private static FormattableString Columns(TenantTransaction tx, ScanNumber result) => result.IsNew
        ? (FormattableString)$"{Always}, false as seen, f.fingerprint as current"
        : $"{Always}, {SeenIn(tx, result)} as seen, coalesce(w.fingerprint, f.fingerprint) as current";

    private static readonly FormattableString Always = $"""
        f.id, f.content_hash, f.kin, f.first_run, f.on_default, f.detected, f.triage = {FindingStatus.Resolved} as called_resolved,
        f.tool_severity, f.file_path, f.start_line, f.features is not null as has_features
        """;

    private static FormattableString Staged(TenantTransaction tx, ScanNumber result) => result.IsNew ? (FormattableString)$"" : $"""
        left join lateral (
            select w.fingerprint
            from app.scan_results s
            join app.result_rows w on w.tenant_id = {tx.TenantId} and w.run_id = s.run_id and w.scope_id = s.scope_id and w.finding_id = f.id
            where s.tenant_id = {tx.TenantId} and s.scope_id = {result.ScopeId} and s.seq = {result.Seq}) w on true
        """;

    private static FormattableString SeenIn(TenantTransaction tx, ScanNumber result) => result.IsNew ? (FormattableString)$"false" : $"""
        exists (
            select from app.scope_findings m
            join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = m.scope_id and b.seq = {result.Seq} and b.page = m.page
            where m.tenant_id = {tx.TenantId} and m.scope_id = {result.ScopeId} and m.finding_id = f.id and {Presence.IsSet})
        """;
}

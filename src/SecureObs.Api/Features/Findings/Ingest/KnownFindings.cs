using SecureObs.Api.Domain;
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
    /// <summary>Whether this result has it already.</summary>
    public required bool Seen { get; init; }
    /// <summary>The fingerprint that it has in this result, or else now, as hexadecimal.</summary>
    public required string Current { get; init; }
    /// <summary>The fingerprint that was asked for, as hexadecimal.</summary>
    public string? Asked { get; init; }
    /// <summary>A person said that this fingerprint is this finding.</summary>
    public bool Taught { get; init; }
}

internal static class KnownFindings
{
    /// <summary>What is called so, or was called so when this result had it.</summary>
    public static async Task<ILookup<string, KnownFinding>> ByFingerprintAsync(
        TenantTransaction tx, Guid project, ScanNumber result, byte[][] fingerprints, CancellationToken ct) =>
        (await tx.QueryAsync<KnownFinding>($"""
            select {Columns(tx, result)}, upper(encode(a.fingerprint, 'hex')) as asked, a.taught
            from (
                select o.fingerprint, o.finding_id, o.taught_by is not null as taught
                from app.finding_fingerprints o
                where o.tenant_id = {tx.TenantId} and o.project_id = {project} and o.fingerprint = any({fingerprints})
                union
                select o.fingerprint, o.finding_id, false
                from app.scan_results r
                join app.result_rows o on o.tenant_id = {tx.TenantId} and o.run_id = r.run_id and o.scope_id = r.scope_id and o.fingerprint = any({fingerprints})
                where r.tenant_id = {tx.TenantId} and r.scope_id = {result.ScopeId} and r.seq = {result.Seq}) a
            join app.findings f on f.tenant_id = {tx.TenantId} and f.id = a.finding_id
            {Staged(tx, result)}
            """, ct)).ToLookup(finding => finding.Asked!);

    /// <summary>Findings that say the same in the same file, are not in this result yet, and are not told apart from the row by a person.</summary>
    public static Task<List<KnownFinding>> ByKinAsync(
        TenantTransaction tx, Guid project, ScanNumber result, IReadOnlyList<KeyedFinding> rows, CancellationToken ct)
    {
        var asked = rows.SelectMany(row => row.Keys.Kins.Select(kin => (kin, row.Finding.FilePath, row.Keys.Fingerprint))).ToList();
        var (kins, paths, fingerprints) = (asked.Select(each => each.kin).ToArray(), asked.Select(each => each.FilePath).ToArray(), asked.Select(each => each.Fingerprint).ToArray());
        return tx.QueryAsync<KnownFinding>($"""
            select distinct on (f.id) {Columns(tx, result)}
            from unnest({kins}, {paths}, {fingerprints}) as u (kin, file_path, fingerprint)
            join app.findings f on f.tenant_id = {tx.TenantId} and f.project_id = {project} and f.kin = u.kin and f.file_path is not distinct from u.file_path
            {Staged(tx, result)}
            where not {SeenIn(tx, result)}
              and not exists (
                select from app.finding_distinctions d
                where d.tenant_id = {tx.TenantId} and d.project_id = {project} and d.finding_id = f.id and d.fingerprint = u.fingerprint)
            """, ct);
    }

    private static FormattableString Columns(TenantTransaction tx, ScanNumber result) => $"""
        f.id, f.content_hash, f.kin, f.first_run, f.on_default, f.tool_severity, f.file_path, f.start_line,
        f.features is not null as has_features, {SeenIn(tx, result)} as seen,
        upper(encode(coalesce(w.fingerprint, f.fingerprint), 'hex')) as current
        """;

    private static FormattableString Staged(TenantTransaction tx, ScanNumber result) => $"""
        left join lateral (
            select w.fingerprint
            from app.scan_results s
            join app.result_rows w on w.tenant_id = {tx.TenantId} and w.run_id = s.run_id and w.scope_id = s.scope_id and w.finding_id = f.id
            where s.tenant_id = {tx.TenantId} and s.scope_id = {result.ScopeId} and s.seq = {result.Seq}) w on true
        """;

    private static FormattableString SeenIn(TenantTransaction tx, ScanNumber result) => $"""
        exists (
            select from app.finding_presence i
            where i.tenant_id = {tx.TenantId} and i.scope_id = {result.ScopeId} and i.finding_id = f.id and {result.Seq} between i.from_seq and i.to_seq)
        """;
}

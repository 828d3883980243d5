using System.Text.Json;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Runs;

/// <summary>What ran, written down when a run closes: also what the client meant to run and of which nothing came.</summary>
internal static class RunManifest
{
    private sealed record Result(string Scanner, string Target, short Status, string? Version, string? RulesDigest, int Findings);

    private sealed record Entry(string Scanner, string Target, string Status, string? Version, string? RulesDigest, int Findings);

    /// <returns>JSON: a list of scanners in their order, each with target, status (completed, failed, skipped, reported, missing), version, digest of its rules and count of findings.</returns>
    public static async Task<string> MakeAsync(TenantTransaction tx, Guid run, IReadOnlyList<RunManifestEntry> declared, CancellationToken ct)
    {
        var results = await tx.QueryAsync<Result>($"""
            select s.scanner, s.target, r.status, r.version, r.rules_digest, r.findings
            from app.scan_results r join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = r.scope_id
            where r.tenant_id = {tx.TenantId} and r.run_id = {run}
            """, ct);
        var came = results.Select(result => new Entry(
            result.Scanner, result.Target, WireWords<ScannerStatus>.Of((ScannerStatus)result.Status), result.Version, result.RulesDigest, result.Findings));
        var missing = declared.Where(each => !results.Exists(result => result.Scanner == each.Scanner && result.Target == (each.Target ?? "")))
            .Select(each => new Entry(each.Scanner, each.Target ?? "", "missing", null, null, 0));
        return JsonSerializer.Serialize(
            came.Concat(missing).OrderBy(entry => entry.Scanner, StringComparer.Ordinal).ThenBy(entry => entry.Target, StringComparer.Ordinal), JsonSerializerOptions.Web);
    }
}

using System.Text.Json.Serialization;

namespace SecureObs.Contracts;

/// <summary>One row of <c>POST /api/findings/bulk-universal</c>: a bare JSON array of at most 5,000 rows and 8 MiB.</summary>
public sealed record UniversalFinding
{
    public required string Scanner { get; init; }
    public required string RuleId { get; init; }
    /// <summary>Relative to the scanned directory, with forward slashes; null when the finding has no file.</summary>
    public string? FilePath { get; init; }
    /// <summary>At most 20 lines around the finding, secrets masked.</summary>
    public string? CodeSnippet { get; init; }
    public string? Severity { get; init; }
    public string? Description { get; init; }
    /// <summary>Entries such as <c>CWE-79</c>.</summary>
    public IReadOnlyList<string>? CweIds { get; init; }
    public IReadOnlyList<string>? OwaspCategories { get; init; }
    /// <summary>1-based; null when the tool names none.</summary>
    public int? StartLine { get; init; }
    public int? EndLine { get; init; }
    public required string ProjectId { get; init; }
    public required string PipelineRunId { get; init; }
    /// <summary>The tool's or client's own idea of identity; null lets the server derive one.</summary>
    public string? Fingerprint { get; init; }
    /// <summary>Keyed hash of the secret that was found, 32 hexadecimal digits; null when none was, or by older clients.</summary>
    public string? SecretHash { get; init; }
    /// <summary>JSON text of the tool, possibly cut, so it may not parse.</summary>
    public string? RawPayload { get; init; }
    public string? ScannerImageVersion { get; init; }
    /// <summary>By what the finding is known again when code changes: keyed hashes of its code, packed, in Base64; null without code.</summary>
    public string? Features { get; init; }
    /// <summary>The tool's own id of the finding, when it depends on no line; null when there is none.</summary>
    public string? StableId { get; init; }
    /// <summary>The package of a vulnerable dependency (<c>pkg:npm/lodash@4.17.20</c>); null for other findings.</summary>
    public string? PackageUrl { get; init; }
    /// <summary>What is known of the package, e.g. <c>GHSA-29mw-wpgm-hmr9</c>.</summary>
    public string? Advisory { get; init; }
    /// <summary>Other names of the advisory, e.g. <c>CVE-2020-28500</c>.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }
    /// <summary>The resource of infrastructure code, e.g. <c>aws_s3_bucket.logs</c>.</summary>
    public string? ResourceAddress { get; init; }
    /// <summary>What the repository itself says to have the finding ignored, e.g. <c># nosec B602</c>; null when it says nothing.</summary>
    public string? IgnoredInSource { get; init; }
    /// <summary>What was scanned, when a run scans several things; null or '' for the workspace as a whole.</summary>
    public string? Target { get; init; }
}

/// <summary>One row of <c>POST /api/findings/bulk-semgrep</c>.</summary>
public sealed record SemgrepFinding
{
    public required string CheckId { get; init; }
    public string? Path { get; init; }
    public int? StartLine { get; init; }
    public int? EndLine { get; init; }
    public string? Severity { get; init; }
    public string? Message { get; init; }
    /// <summary>Published clients pass rule metadata through: also a bare string is accepted.</summary>
    public IReadOnlyList<string>? Cwe { get; init; }
    public IReadOnlyList<string>? Owasp { get; init; }
    public required string ProjectId { get; init; }
    public required string PipelineRunId { get; init; }
    public string? ScannerImageVersion { get; init; }
}

/// <summary>One row of <c>POST /api/findings/bulk-gitleaks</c>. It has no severity: a leaked secret is CRITICAL.</summary>
public sealed record GitleaksFinding
{
    public required string RuleId { get; init; }
    public string? Description { get; init; }
    public string? File { get; init; }
    public int? StartLine { get; init; }
    public int? EndLine { get; init; }
    public string? Fingerprint { get; init; }
    /// <summary>The line's match with the secret masked. Older clients send it in clear; the server masks it again.</summary>
    public string? Match { get; init; }
    /// <summary>Keyed hash of the secret, 32 hexadecimal digits; null from older clients.</summary>
    public string? SecretHash { get; init; }
    public required string ProjectId { get; init; }
    public required string PipelineRunId { get; init; }
    public string? ScannerImageVersion { get; init; }
    /// <summary>What the repository itself says to have the finding ignored, e.g. <c>gitleaks:allow</c>; null when it says nothing.</summary>
    public string? IgnoredInSource { get; init; }
    /// <summary>What was scanned, when a run scans several things; null or '' for the workspace as a whole.</summary>
    public string? Target { get; init; }
}

/// <summary>What a bulk request did.</summary>
/// <param name="Ingested">Accepted rows, repeated ones included.</param>
/// <param name="Deduplicated">Those of them that another run had brought before, or that stood twice in this request.</param>
/// <param name="Receipt">What arrived, as <c>sha256:</c> and 64 hexadecimal digits of the body after decompression. The audit trail keeps the same. Null from older servers.</param>
public sealed record IngestResult(int Ingested, int Deduplicated, string? Receipt = null);

/// <summary>
/// One open finding of a run, as <c>GET /api/findings/by-run</c> lists it for annotations. Never a snippet or a payload.
/// </summary>
public sealed record RunFinding
{
    public required Guid Id { get; init; }
    public required Severity Severity { get; init; }
    public required string RuleId { get; init; }
    public required string Scanner { get; init; }
    public string? FilePath { get; init; }
    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int? StartLine { get; init; }
    [JsonNumberHandling(JsonNumberHandling.Strict)]
    public int? EndLine { get; init; }
    public string? Description { get; init; }
    public required bool IsBlocking { get; init; }
}

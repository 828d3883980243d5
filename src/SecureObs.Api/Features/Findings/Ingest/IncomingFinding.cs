using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>One row of a bulk request in the words of all tools: cleaned, cut to size, secrets masked.</summary>
internal sealed record IncomingFinding
{
    /// <summary>Position in the request, from 0, for error messages.</summary>
    public required int Row { get; init; }
    /// <summary>As the client names it; null when it names none.</summary>
    public required string? ProjectId { get; init; }
    /// <summary>'' groups nothing.</summary>
    public required string PipelineRunId { get; init; }
    public required string Scanner { get; init; }
    public required string RuleId { get; init; }
    public required Severity Severity { get; init; }
    /// <summary>Relative to the scanned directory, with forward slashes.</summary>
    public required string? FilePath { get; init; }
    public required int? StartLine { get; init; }
    public required int? EndLine { get; init; }
    public required string? Description { get; init; }
    public required string? Snippet { get; init; }
    public required string[] Cwe { get; init; }
    public required string[] Owasp { get; init; }
    /// <summary>The client's own idea of identity; null when it has none, or one that adds nothing.</summary>
    public required string? ClientFingerprint { get; init; }
    public required string? ScannerVersion { get; init; }
    /// <summary>The client's keyed hash of the secret that was found; then the text is masked and no other hash is made.</summary>
    public byte[]? SecretHash { get; init; }
    /// <summary>What the scanner looked at, when a project has several; '' for the whole.</summary>
    public string Target { get; init; } = "";
    /// <summary>The tool's own id of the finding that does not depend on lines.</summary>
    public string? StableId { get; init; }
    /// <summary>What stands at its place, packed; null from clients that do not tell.</summary>
    public byte[]? Features { get; init; }
    /// <summary>Of them: the hash of its own lines.</summary>
    public ulong? CodeContent { get; init; }
    /// <summary>Which of several equal ones of its file it is, from 1.</summary>
    public int Ordinal { get; init; } = 1;
    /// <summary>purl of the package.</summary>
    public string? PackageUrl { get; init; }
    /// <summary>The advisory's most common name: CVE before others.</summary>
    public string? Advisory { get; init; }
    /// <summary>Address in infrastructure code, e.g. azurerm_storage_account.logs.</summary>
    public string? ResourceAddress { get; init; }
    /// <summary>What an ignore in the repository says.</summary>
    public string? IgnoredInSource { get; init; }
    /// <summary>The secret itself from clients that send it in clear, to be hashed and forgotten.</summary>
    public SecretString? Secret { get; init; }
}

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
    /// <summary>The secret itself from clients that send it in clear, to be hashed and forgotten.</summary>
    public SecretString? Secret { get; init; }
}

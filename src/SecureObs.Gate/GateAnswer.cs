namespace SecureObs.Gate;

/// <summary>
/// <c>POST /api/projects/{projectId}/gate</c>: the verdict of a closed run. Every member must be there: an answer that is
/// another one must not look like a pass.
/// </summary>
public sealed record GateAnswer
{
    public required Guid VerdictId { get; init; }
    public required Guid RunId { get; init; }
    public required bool Blocked { get; init; }
    /// <summary>When it was first decided: the same run, findings and policy get the same verdict again.</summary>
    public required DateTimeOffset DecidedAt { get; init; }
    /// <summary>0 is one of the published three; a document has 1, 2, 3 …</summary>
    public required int PolicyVersion { get; init; }
    public required string PolicyDigest { get; init; }
    /// <summary>Of the findings and results that were looked at: 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }
    public required IReadOnlyList<GateReason> Reasons { get; init; }
    public required GateCounts Open { get; init; }
    public required IReadOnlyList<GateScanner> Scanners { get; init; }
    /// <summary>The signed verdict as a DSSE envelope, to be kept byte for byte.</summary>
    public required string Envelope { get; init; }
}

using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;
using SecureObs.Identity;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>A finding as exports know it. Snippets are masked: nothing else is stored.</summary>
internal sealed record ExportedFinding
{
    public required Guid Id { get; init; }
    public required Guid ProjectId { get; init; }
    public required string ProjectName { get; init; }
    public required string Scanner { get; init; }
    public required string RuleId { get; init; }
    public required short Severity { get; init; }
    public required short Status { get; init; }
    public string? FilePath { get; init; }
    public int? StartLine { get; init; }
    public int? EndLine { get; init; }
    public string? Description { get; init; }
    public string? Snippet { get; init; }
    public required string[] Cwe { get; init; }
    public required byte[] Fingerprint { get; init; }
    public byte[]? Features { get; init; }
    public required DateTime FirstSeenAt { get; init; }
    public DateTime? ResolvedAt { get; init; }
    public DateTime? DueAt { get; init; }
    public string? Reason { get; init; }
    public DateTime? SuppressedUntil { get; init; }
    public string? IgnoredInSource { get; init; }
    public string? PackageUrl { get; init; }
    public string? Advisory { get; init; }
    public string? ResourceAddress { get; init; }

    public string SeverityWord => ((Severity)Severity).Word();

    public FindingStatus State => (FindingStatus)Status;

    public string StatusWord => WireWords<FindingStatus>.Of(State);

    public bool IsSuppressed => State >= FindingStatus.FalsePositive;

    /// <summary>Why it is suppressed; null when it is not.</summary>
    public string? Justification => IsSuppressed ? Reason : null;

    /// <summary>1-based; null when nobody tells it.</summary>
    public int? Column
    {
        get
        {
            try
            {
                return Features is { } packed && PackedFeatures.Unpack(packed, RuleId).Features.Column is > 0 and var column ? column : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    /// <summary>The first line of what the tool says.</summary>
    public string Title => Description?.Split('\n', 2)[0] is { Length: > 0 } title ? title : RuleId;
}

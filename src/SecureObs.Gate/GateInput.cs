using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>All that a gate looks at: one run, what its scanners said, and the findings as they stood when it decided.</summary>
public sealed record GateInput
{
    public required Guid Project { get; init; }
    public required Guid Run { get; init; }
    /// <summary>'' when the client did not say.</summary>
    public required string Branch { get; init; }
    public required bool IsDefaultBranch { get; init; }
    public string? Commit { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>Null while the run is open: published clients never close.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required IReadOnlyList<GateResult> Results { get; init; }
    /// <summary>Of the run's infrastructure; null when no rule asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GateAnalysis>? Analyses { get; init; }
}

/// <summary>What one scanner said of one target in the run.</summary>
public sealed record GateResult
{
    public required string Scanner { get; init; }
    public required string Target { get; init; }
    public required ScannerStatus Status { get; init; }
    /// <summary>Why it failed.</summary>
    public string? Message { get; init; }
    public required IReadOnlyList<GateFinding> Findings { get; init; }
}

/// <summary>A finding as it stood for this run when the gate decided.</summary>
public sealed record GateFinding
{
    public required Guid Id { get; init; }
    /// <summary>64 hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }
    public required string Rule { get; init; }
    public required Severity Severity { get; init; }
    public required GateStatus Status { get; init; }
    /// <summary>The newest complete result of the default branch before this run, of the same scanner and target, does not have it.</summary>
    public required bool IsNew { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    /// <summary>The repository itself says to ignore it.</summary>
    public bool IgnoredInSource { get; init; }
}

/// <summary>
/// What people say of a finding that the run saw. That a later scan of another branch does not see it is no matter here:
/// in this run it is.
/// </summary>
[JsonConverter(typeof(WordConverter<GateStatus>))]
public enum GateStatus : short
{
    [JsonStringEnumMemberName("open")] Open = 0,
    [JsonStringEnumMemberName("in-review")] InReview = 1,
    [JsonStringEnumMemberName("resolved")] Resolved = 2,
    [JsonStringEnumMemberName("false-positive")] FalsePositive = 3,
    [JsonStringEnumMemberName("risk-accepted")] RiskAccepted = 4,
    [JsonStringEnumMemberName("wont-fix")] WontFix = 5,
}

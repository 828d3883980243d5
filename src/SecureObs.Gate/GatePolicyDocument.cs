using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>
/// What blocks a run, in full. An unknown member is refused: a rule that is misspelled must not look as if it held.
/// docs/gate.md has examples.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GatePolicyDocument
{
    public const int CurrentFormat = 1;

    /// <summary>1. A document of another format is refused.</summary>
    public required int Format { get; init; }

    /// <summary>One of the published three, as a rule like any other; null is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GatePolicy? Block { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GateThreshold>? Thresholds { get; init; }

    /// <summary>Only findings count that the default branch does not have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NewOnly { get; init; }

    /// <summary>A finding whose due date is in the future does not count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool GraceUntilDue { get; init; }

    /// <summary>A finding that the repository itself says to ignore (<c># nosec</c> and its like) does not count.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AcceptSourceIgnores { get; init; }

    /// <summary>Other rules for the findings of single scanners, by the scanner's key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, ScannerGatePolicy>? Scanners { get; init; }

    /// <summary>Scanners without a whole look at the code block the run: a missing scan must never look clean.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? RequiredScanners { get; init; }

    /// <summary>Attack paths that block; null is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AttackPathPolicy? AttackPaths { get; init; }

    /// <summary>One of the published three as a document.</summary>
    public static GatePolicyDocument Of(GatePolicy policy) => new() { Format = CurrentFormat, Block = policy };
}

/// <summary>Blocks when more than so many findings of a severity count.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GateThreshold
{
    /// <summary>And whatever is worse. UNKNOWN counts nowhere but where it is named.</summary>
    public required Severity Severity { get; init; }

    /// <summary>This severity alone, without the worse ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Exactly { get; init; }

    /// <summary>So many do not block yet; 0: the first one blocks.</summary>
    public int MoreThan { get; init; }
}

/// <summary>
/// What holds for one scanner's findings instead. With <see cref="Block"/> or <see cref="Thresholds"/> they are counted by
/// these alone; without, by the rules of all, under the other members that are given.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScannerGatePolicy
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GatePolicy? Block { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GateThreshold>? Thresholds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NewOnly { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? GraceUntilDue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? AcceptSourceIgnores { get; init; }

    [JsonIgnore]
    public bool HasOwnRules => Block is not null || Thresholds is not null;
}

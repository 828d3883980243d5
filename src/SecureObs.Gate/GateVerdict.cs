using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>What the gate says of a run, and why.</summary>
/// <param name="Digest">Of what was looked at, see <see cref="GateDigest"/>: 64 hexadecimal digits.</param>
/// <param name="PolicyDigest">Of the policy's document: 64 hexadecimal digits.</param>
/// <param name="Reasons">One for each rule that blocks; none when the run passes.</param>
/// <param name="Open">How many findings of each severity are open or in review, whether or not they count under the policy.</param>
/// <param name="Scanners">How each scanner ended, and the required ones that are missing.</param>
public sealed record GateVerdict(
    bool Blocked, string Digest, string PolicyDigest, IReadOnlyList<GateReason> Reasons, GateCounts Open, IReadOnlyList<GateScanner> Scanners);

/// <summary>One rule of the policy that blocks.</summary>
/// <param name="Rule">Where it stands in the policy, e.g. <c>thresholds[0]</c> or <c>requiredScanners.bandit</c>.</param>
/// <param name="Text">The same for people, in one line.</param>
/// <param name="Count">How many findings count under it; 0 when a scanner is missing.</param>
/// <param name="Findings">The worst of them, at most 20.</param>
public sealed record GateReason(string Rule, string Text, int Count, IReadOnlyList<Guid> Findings);

public sealed record GateCounts(int Critical, int High, int Medium, int Low, int Info, int Unknown);

/// <summary>A scanner of the run.</summary>
/// <param name="Status">Null when it is required and said nothing.</param>
/// <param name="Message">Why it failed.</param>
public sealed record GateScanner(string Scanner, string Target, ScannerStatus? Status, string? Message, bool Required);

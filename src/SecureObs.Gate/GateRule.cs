using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>
/// The gate: a function of a run and a policy, and of nothing else. The order in which results and findings come does not
/// matter, and the time is the one that the input names.
/// </summary>
public static class GateRule
{
    private const int MostFindings = 20;

    public static GateVerdict Decide(GatePolicyDocument policy, GateInput input)
    {
        var reasons = FindingRules.Fired(policy, input).Select(Reason).Concat(ScannerRules.Fired(policy, input)).Concat(PathRules.Fired(policy, input)).ToList();
        return new(reasons.Count > 0, GateDigest.Of(input), GateDigest.Of(policy), reasons, Count(input), ScannerRules.All(policy, input));
    }

    /// <summary>Every finding that a rule counts which blocks. None is left out, as it is in the reasons.</summary>
    public static IReadOnlySet<Guid> Blocking(GatePolicyDocument policy, GateInput input) =>
        FindingRules.Fired(policy, input).SelectMany(fired => fired.Findings).Select(finding => finding.Id).ToHashSet();

    /// <summary>The least severity that any rule of a policy counts: what is below decides nothing. Null: no rule counts findings.</summary>
    public static Severity? LeastCounted(GatePolicyDocument policy) =>
        CountRule.Of("", policy.Block, policy.Thresholds, newOnly: false)
            .Concat((policy.Scanners ?? new Dictionary<string, ScannerGatePolicy>()).Values.SelectMany(own => CountRule.Of("", own.Block, own.Thresholds, newOnly: false)))
            .Min(rule => (Severity?)rule.Severity);

    /// <summary>Whether one open finding of this severity is enough, under one of the published three.</summary>
    public static bool Blocks(GatePolicy policy, Severity severity) =>
        CountRule.Of("", policy, null, newOnly: false).Any(rule => rule.Counts(severity));

    private static GateReason Reason(FiredRule fired) => new(
        fired.Rule.Id, fired.Rule.Text(fired.Findings.Count), fired.Findings.Count,
        [.. fired.Findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Id).Take(MostFindings).Select(finding => finding.Id)]);

    private static GateCounts Count(GateInput input)
    {
        var open = input.Results.OrderBy(result => result.Scanner, StringComparer.Ordinal).ThenBy(result => result.Target, StringComparer.Ordinal)
            .SelectMany(result => result.Findings).Where(FindingRules.IsOpen).DistinctBy(finding => finding.Id).CountBy(finding => finding.Severity).ToDictionary();
        return new(Of(Severity.Critical), Of(Severity.High), Of(Severity.Medium), Of(Severity.Low), Of(Severity.Info), Of(Severity.Unknown));

        int Of(Severity severity) => open.GetValueOrDefault(severity);
    }
}

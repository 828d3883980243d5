namespace SecureObs.Gate;

/// <summary>What a policy's types cannot say.</summary>
public static class PolicyCheck
{
    public const int MostThresholds = 20;
    public const int MostScanners = 50;
    public const int LongestScanner = 64;
    public const int HighestLimit = 1_000_000;

    /// <summary>What to change, or null when the policy can be used.</summary>
    public static string? Fault(GatePolicyDocument policy) =>
        policy.Format != GatePolicyDocument.CurrentFormat ? $"'format' must be {GatePolicyDocument.CurrentFormat}"
        : Fault(policy.Thresholds, "thresholds")
            ?? Names(policy.RequiredScanners, "requiredScanners")
            ?? Names(policy.Scanners?.Keys, "scanners")
            ?? Fault(policy.AttackPaths)
            ?? policy.Scanners?.Select(Fault).FirstOrDefault(fault => fault is not null);

    private static string? Fault(KeyValuePair<string, ScannerGatePolicy> scanner) =>
        scanner.Value is null ? "'scanners' must have an object for each scanner" : Fault(scanner.Value.Thresholds, "scanners.*.thresholds");

    private static string? Fault(IReadOnlyList<GateThreshold>? thresholds, string place) =>
        thresholds is null ? null
        : thresholds.Count > MostThresholds ? $"'{place}' must have at most {MostThresholds} entries"
        : thresholds.Any(threshold => threshold is null || threshold.MoreThan is < 0 or > HighestLimit) ? $"'{place}' must have a 'moreThan' between 0 and {HighestLimit} each"
        : null;

    private static string? Fault(AttackPathPolicy? paths) =>
        paths?.To?.Any(asset => !AttackPathPolicy.Assets.Contains(asset)) == true ? $"'attackPaths.to' must name some of {string.Join(", ", AttackPathPolicy.Assets)}"
        : paths?.Evidence is { } evidence && !AttackPathPolicy.Evidences.Contains(evidence) ? $"'attackPaths.evidence' must be one of {string.Join(", ", AttackPathPolicy.Evidences)}"
        : null;

    private static string? Names(IEnumerable<string>? scanners, string place)
    {
        var names = scanners?.ToList() ?? [];
        return names.Count > MostScanners ? $"'{place}' must name at most {MostScanners} scanners"
            : names.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > LongestScanner || name.Any(char.IsControl))
                ? $"'{place}' must name scanners by their key, at most {LongestScanner} characters each"
            : names.Distinct(StringComparer.Ordinal).Count() < names.Count ? $"'{place}' must name each scanner once"
            : null;
    }
}

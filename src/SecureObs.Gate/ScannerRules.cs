using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>Whether the scanners that the policy requires did their work: each said of at least one target that it was done, and of none anything else.</summary>
internal static class ScannerRules
{
    public static IEnumerable<GateReason> Fired(GatePolicyDocument policy, GateInput input) =>
        (policy.RequiredScanners ?? []).Order(StringComparer.Ordinal)
            .Select(scanner => (Scanner: scanner, Fault: Fault([.. Results(input, scanner)])))
            .Where(entry => entry.Fault is not null)
            .Select(entry => new GateReason($"requiredScanners.{entry.Scanner}", $"{entry.Scanner} is required and {entry.Fault}", 0, []));

    /// <summary>What each scanner said, and the required ones that said nothing.</summary>
    public static IReadOnlyList<GateScanner> All(GatePolicyDocument policy, GateInput input)
    {
        var required = (policy.RequiredScanners ?? []).ToHashSet(StringComparer.Ordinal);
        var missing = required.Except(input.Results.Select(result => result.Scanner), StringComparer.Ordinal)
            .Select(scanner => new GateScanner(scanner, "", null, null, Required: true));
        return
        [
            .. input.Results.Select(result => new GateScanner(result.Scanner, result.Target, result.Status, result.Message, required.Contains(result.Scanner)))
                .Concat(missing)
                .OrderBy(scanner => scanner.Scanner, StringComparer.Ordinal).ThenBy(scanner => scanner.Target, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<GateResult> Results(GateInput input, string scanner) =>
        input.Results.Where(result => result.Scanner == scanner).OrderBy(result => result.Target, StringComparer.Ordinal);

    /// <summary>The worst first: what failed, what did not begin, then what is not done, then what never began.</summary>
    private static string? Fault(IReadOnlyList<GateResult> results) =>
        results.FirstOrDefault(result => result.Status is ScannerStatus.Failed) is { } failed
            ? $"failed{Of(failed)}{Why(failed)}"
        : results.FirstOrDefault(result => result.Status is ScannerStatus.Skipped) is { } skipped
            ? $"was skipped{Of(skipped)}{Why(skipped)}"
        : results.FirstOrDefault(result => result.Status is not ScannerStatus.Completed) is { } open
            ? $"did not say that it was done{Of(open)}"
        : results.Count == 0 ? "did not run"
        : null;

    private static string Why(GateResult result) => result.Message is null ? "" : $": {result.Message}";

    private static string Of(GateResult result) => result.Target.Length == 0 ? "" : $" with {result.Target}";
}

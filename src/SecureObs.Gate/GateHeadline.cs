using System.Globalization;
using System.Text.RegularExpressions;
using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>
/// A verdict in one sentence, as its run's page has it for a heading: web/src/features/runs/headline.ts agrees with this, and
/// tests/SecureObs.Cli.Tests/Gate/headlines.json says so to both.
/// </summary>
public static partial class GateHeadline
{
    public static string Of(bool blocked, IReadOnlyList<GateReason> reasons, IReadOnlyList<GateScanner> scanners)
    {
        if (blocked)
            return reasons is [var first, ..] ? $"Blocked: {Short(first)}{More(reasons.Count - 1)}" : "Blocked";
        if (scanners.Count == 0)
            return "Incomplete: no scanner reported";
        var (failed, skipped) = (Named(scanners, ScannerStatus.Failed), Named(scanners, ScannerStatus.Skipped));
        string?[] parts = [failed is null ? null : $"{failed} failed", skipped is null ? null : $"{skipped} did not run"];
        var incomplete = string.Join(", and ", parts.OfType<string>());
        return incomplete.Length > 0 ? $"Incomplete: {incomplete}" : "Passed";
    }

    /// <summary>"2 new high or worse, limit 0": what the text of a rule says, without the words around it.</summary>
    private static string Short(GateReason reason)
    {
        if (Counted().Match(reason.Text) is { Success: true } counted)
        {
            var from = OfScanner().Match(reason.Rule) is { Success: true } own ? $" from {own.Groups[1].Value}" : "";
            var limit = counted.Groups["limit"] is { Success: true } some ? some.Value : "0";
            return $"{counted.Groups["count"].Value}{counted.Groups["severity"].Value.ToLowerInvariant()}{counted.Groups["worse"].Value}{from}, limit {limit}";
        }
        return Paths().Match(reason.Text) is { Success: true } paths ? $"{paths.Groups[1].Value}, limit 0" : reason.Text.Split(": ")[0];
    }

    private static string More(int count) => count switch
    {
        < 1 => "",
        1 => "; 1 more rule blocks",
        _ => string.Create(CultureInfo.InvariantCulture, $"; {count} more rules block"),
    };

    private static string? Named(IReadOnlyList<GateScanner> scanners, ScannerStatus status)
    {
        var names = scanners.Where(scanner => scanner.Status == status).Select(scanner => scanner.Scanner).Distinct().ToList();
        return names.Count < 2 ? names.FirstOrDefault() : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    [GeneratedRegex("^(?<count>[0-9]+ (?:new )?)findings? of severity (?<severity>[A-Z]+)(?<worse> or worse)?: (?:none is allowed|at most (?<limit>[0-9]+) are allowed)$")]
    private static partial Regex Counted();

    [GeneratedRegex("^([0-9]+ (?:new )?attack paths?): none is allowed")]
    private static partial Regex Paths();

    [GeneratedRegex(@"^scanners\.(.+)\.(?:block|thresholds\[[0-9]+\])$")]
    private static partial Regex OfScanner();
}

using System.Globalization;

namespace SecureObs.Gate;

/// <summary>Whether the run's infrastructure has attack paths that the policy does not allow.</summary>
internal static class PathRules
{
    private const string Rule = "attackPaths";
    private const int MostNamed = 3;

    public static IEnumerable<GateReason> Fired(GatePolicyDocument policy, GateInput input)
    {
        if (policy.AttackPaths is not { } rule)
            return [];
        if (input.Analyses is not { Count: > 0 } analyses)
            return [new(Rule, "an infrastructure analysis is required and did not happen", 0, [])];
        var paths = analyses.SelectMany(analysis => analysis.Paths).Where(rule.Counts)
            .OrderByDescending(path => path.Score).ThenBy(path => path.Target, StringComparer.Ordinal).ThenBy(path => path.Shape, StringComparer.Ordinal).ToList();
        return paths.Count == 0 ? [] : [new(Rule, Text(rule, paths), paths.Count, [])];
    }

    private static string Text(AttackPathPolicy rule, List<GatePath> paths)
    {
        var named = paths.Select(path => $"{path.Entry} to {path.Target}").Distinct().ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{paths.Count} {(rule.AlsoKnown ? "" : "new ")}{(paths.Count == 1 ? "attack path" : "attack paths")}: none is allowed: {string.Join(", ", named.Take(MostNamed))}{(named.Count > MostNamed ? " and more" : "")}");
    }
}

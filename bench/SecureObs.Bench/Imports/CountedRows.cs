using System.Text.Json;
using SecureObs.Bench.Reports;

namespace SecureObs.Bench.Imports;

/// <summary>
/// Counts the entries of a report without the product: by where each known kind of report keeps them, with nothing taken
/// away. Null for what is no JSON or keeps them nowhere that is known here.
/// </summary>
internal static class CountedRows
{
    // "*" goes through the items of a list and the members of an object.
    private static readonly string[] Places =
    [
        "runs/*/results/*", "results/*/check_id", "results/*/test_id", "results/*/rule_id", "vulns/*", "findings/*", "matches/*", "Issues/*", "warnings/*", "queries/*/files/*",
        "Results/*/Vulnerabilities/*", "Results/*/Misconfigurations/*", "Results/*/Secrets/*", "Results/*/Licenses/*",
        "Vulnerabilities/*/Results/*/Vulnerabilities/*", "Misconfigurations/*/Results/*/Misconfigurations/*",
        "Resources/*/Results/*/Vulnerabilities/*", "Resources/*/Results/*/Misconfigurations/*", "*/Vulnerabilities/*",
        "results/failed_checks/*", "results/skipped_checks/*", "results/passed_checks/*", "*/results/failed_checks/*", "*/results/skipped_checks/*", "*/results/passed_checks/*",
        "results/*/packages/*/vulnerabilities/*", "vulnerabilities/*/id", "*/vulnerabilities/*/id", "results/violations/*", "results/*/*/hashed_secret",
        "advisories/*/findings/*", "*/messages/*", "*/RuleID", "*/offender", "*/most_recent_instance", "reason",
    ];

    public static int? Of(string path)
    {
        var text = File.ReadAllText(path);
        if (string.IsNullOrWhiteSpace(text))
            return 0;
        try
        {
            return Values(text).Sum(value => value.ValueKind is JsonValueKind.Null ? 0 : Places.Sum(place => Count(value, place.Split('/'))));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int Count(JsonElement element, ReadOnlySpan<string> place)
    {
        if (place.IsEmpty)
            return element.ValueKind is JsonValueKind.Undefined ? 0 : 1;
        if (place[0] != "*")
            return Count(element.At(place[0]), place[1..]);
        var count = 0;
        foreach (var item in element.ValueKind is JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Value) : element.Items())
            count += Count(item, place[1..]);
        return count;
    }

    /// <summary>One value, or one in each line.</summary>
    private static List<JsonElement> Values(string text)
    {
        try
        {
            return [JsonSerializer.Deserialize<JsonElement>(text.TrimStart('\uFEFF'))];
        }
        catch (JsonException) when (text.TrimStart().StartsWith('{') && text.Contains("}\n{", StringComparison.Ordinal))
        {
            return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        }
    }
}

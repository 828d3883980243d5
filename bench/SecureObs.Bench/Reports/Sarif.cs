using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>SARIF 2.1.0 of any tool, as a client could send it: one row for each result's first location.</summary>
internal static class Sarif
{
    public static bool Is(JsonElement report) => report.At("version").Text() == "2.1.0" && report.At("runs").ValueKind is JsonValueKind.Array;

    public static IEnumerable<JsonObject> Rows(JsonElement report) =>
        from run in report.At("runs").Items()
        from result in run.At("results").Items()
        let rule = result.At("ruleId").Text() ?? result.At("rule", "id").Text()
        where !string.IsNullOrWhiteSpace(rule)
        let place = result.At("locations").Items().FirstOrDefault().At("physicalLocation")
        select Row(run, result, rule, place);

    private static JsonObject Row(JsonElement run, JsonElement result, string rule, JsonElement place)
    {
        var (start, end) = (place.At("region", "startLine").Number(), place.At("region", "endLine").Number());
        var scanner = run.At("tool", "driver", "name").Text() is { Length: > 0 } name ? name[..Math.Min(name.Length, 64)] : "sarif";
        var row = Universal.Row(scanner, rule, place.At("artifactLocation", "uri").Text(), result.At("level").Text() ?? "warning",
            result.At("message", "text").Text() ?? result.At("message", "id").Text(), result, start, end ?? start);
        row["codeSnippet"] = place.At("region", "snippet", "text").Text() is { Length: <= 4096 } snippet ? snippet : null;
        return row;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

internal static class Bandit
{
    public static IEnumerable<JsonObject> Rows(JsonElement report)
    {
        foreach (var result in report.At("results").Items())
        {
            var (rule, file, code, line) = (result.At("test_id").Text(), result.At("filename").Text(), result.At("code").Text(), result.At("line_number").Number());
            var row = Universal.Row("bandit", rule, file, result.At("issue_severity").Text() ?? "", result.At("issue_text").Text(), result, line, line)
                .Fingerprinted("bandit", rule, file, line?.ToString(), code?.Length > 200 ? code[..200] : code);
            row["codeSnippet"] = code?.Length > 4096 ? code[..4096] : code;
            if (result.At("issue_cwe", "id").Number() is { } cwe)
                row["cweIds"] = new JsonArray($"CWE-{cwe}");
            yield return row;
        }
    }
}

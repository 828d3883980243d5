using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>Reports of the command and of the two lists that Semgrep's own service exports.</summary>
internal static class Semgrep
{
    public static IEnumerable<JsonObject> Rows(JsonElement report) =>
        report.At("results").Items().Select(Result)
            .Concat(report.At("vulns").Items().Select(Vulnerability))
            .Concat(report.At("findings").Items().Select(Finding));

    private static JsonObject Result(JsonElement result) => Row(
        result.At("check_id"), result.At("path"), result.At("start", "line"), result.At("end", "line"), result.At("extra", "severity"),
        result.At("extra", "message"), result.At("extra", "metadata", "cwe"), result.At("extra", "metadata", "owasp"));

    private static JsonObject Vulnerability(JsonElement vulnerability) => Row(
        vulnerability.At("advisory", "ruleId"), vulnerability.At("dependencyFileLocation", "path"), vulnerability.At("dependencyFileLocation", "startLine"),
        vulnerability.At("dependencyFileLocation", "endLine"), vulnerability.At("advisory", "severity"),
        vulnerability.At("title"), vulnerability.At("advisory", "references", "cweIds"), vulnerability.At("advisory", "references", "owaspIds"));

    private static JsonObject Finding(JsonElement finding) => Row(
        finding.At("rule_name"), finding.At("location", "file_path"), finding.At("location", "line"), finding.At("location", "end_line"), finding.At("severity"),
        finding.At("rule_message"), finding.At("rule", "cwe_names"), finding.At("rule", "owasp_names"));

    private static JsonObject Row(
        JsonElement check, JsonElement path, JsonElement start, JsonElement end, JsonElement severity, JsonElement message, JsonElement cwe, JsonElement owasp) => new()
        {
            ["checkId"] = check.Text(),
            ["path"] = path.Text(),
            ["startLine"] = start.Number() ?? 0,
            ["endLine"] = end.Number() ?? 0,
            ["severity"] = severity.Text(),
            ["message"] = message.Text(),
            ["cwe"] = cwe.Node() ?? new JsonArray(),
            ["owasp"] = owasp.Node() ?? new JsonArray(),
            ["scannerImageVersion"] = "1.2.18",
        };
}

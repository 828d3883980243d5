using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

internal static class Osv
{
    public static IEnumerable<JsonObject> Rows(JsonElement report) =>
        from result in report.At("results").Items()
        from package in result.At("packages").Items()
        from vulnerability in package.At("vulnerabilities").Items()
        select Row(vulnerability, result.At("source", "path").Text(), package.At("package", "name").Text());

    private static JsonObject Row(JsonElement vulnerability, string? path, string? package)
    {
        var (id, summary) = (vulnerability.At("id").Text(), vulnerability.At("summary").Text());
        var row = Universal.Row("osv-scanner", id, path, vulnerability.At("database_specific", "severity").Text() ?? "UNKNOWN", summary, vulnerability)
            .Fingerprinted(id, path, package, summary);
        row["cweIds"] = vulnerability.At("database_specific", "cwe_ids").Node();
        return row;
    }
}

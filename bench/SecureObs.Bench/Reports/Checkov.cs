using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

internal static class Checkov
{
    public static IEnumerable<JsonObject> Rows(JsonElement report) =>
        from section in report.ValueKind is JsonValueKind.Array ? report.Items() : [report]
        from check in section.At("results", "failed_checks").Items()
        select Row(check);

    private static JsonObject Row(JsonElement check)
    {
        var (id, path, resource) = (check.At("check_id").Text(), check.At("file_path").Text(), check.At("resource").Text());
        var lines = check.At("file_line_range").Items().Select(line => line.Number()).ToList();
        var (start, end) = lines is [var first, var last] ? (first, last) : (null, null);
        return Universal.Row("checkov", id, path?.TrimStart('/'), check.At("severity").Text()?.ToUpperInvariant() ?? "MEDIUM", check.At("check_name").Text(), check, start, end)
            .Fingerprinted(id, resource, path, start?.ToString());
    }
}

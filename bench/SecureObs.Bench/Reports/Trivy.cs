using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>Reports of images and file systems, of clusters in both shapes, and of the time before there was a schema.</summary>
internal static class Trivy
{
    private static readonly string[] ClusterLists = ["Resources", "Vulnerabilities", "Misconfigurations"];

    public static IEnumerable<JsonObject> Rows(JsonElement report) => Results(report).SelectMany(result =>
    {
        var target = result.At("Target").Text();
        return result.At("Vulnerabilities").Items().Where(HasId).Select(each => Vulnerability(each, target))
            .Concat(result.At("Misconfigurations").Items().Select(each => Misconfiguration(each, target)))
            .Concat(result.At("Secrets").Items().Select(each => Secret(each, target)));
    });

    private static IEnumerable<JsonElement> Results(JsonElement report) => report.ValueKind is JsonValueKind.Array
        ? report.EnumerateArray()
        : report.At("Results").Items()
            .Concat(ClusterLists.SelectMany(list => report.At(list).Items()).SelectMany(each => each.At("Results").Items()));

    /// <summary>Old versions list a package without any vulnerability.</summary>
    private static bool HasId(JsonElement vulnerability) => vulnerability.At("VulnerabilityID").Text() is not null;

    private static JsonObject Vulnerability(JsonElement each, string? target)
    {
        var (id, package, version) = (each.At("VulnerabilityID").Text(), each.At("PkgName").Text(), each.At("InstalledVersion").Text());
        return Universal.Row("trivy", id, $"{package}@{version} ({target})", Severity(each), each.At("Title").Text() ?? each.At("Description").Text(), each)
            .Fingerprinted(id, target, package, version);
    }

    private static JsonObject Misconfiguration(JsonElement each, string? target)
    {
        var (id, start) = (each.At("ID").Text(), each.At("CauseMetadata", "StartLine").Number());
        return Universal.Row("trivy", id, target, Severity(each), each.At("Title").Text(), each, start, each.At("CauseMetadata", "EndLine").Number())
            .Fingerprinted(id, target, start?.ToString(), each.At("Message").Text());
    }

    private static JsonObject Secret(JsonElement each, string? target)
    {
        var row = Universal.Row("trivy", each.At("RuleID").Text(), target, Severity(each), each.At("Title").Text(), each, each.At("StartLine").Number(), each.At("EndLine").Number());
        row["codeSnippet"] = each.At("Match").Text();
        return row;
    }

    private static string Severity(JsonElement each) => each.At("Severity").Text()?.ToUpperInvariant() ?? "UNKNOWN";
}

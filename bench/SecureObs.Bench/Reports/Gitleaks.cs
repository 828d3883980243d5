using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

internal static class Gitleaks
{
    public static bool IsVersion7(JsonElement report) => report.Items().Any(leak => leak.At("offender").ValueKind is not JsonValueKind.Undefined);

    public static IEnumerable<JsonObject> Rows(JsonElement report) => report.Items().Select(leak => new JsonObject
    {
        ["ruleId"] = leak.At("RuleID").Text(),
        ["description"] = leak.At("Description").Text(),
        ["file"] = leak.At("File").Text(),
        ["startLine"] = leak.At("StartLine").Number() ?? 0,
        ["endLine"] = leak.At("EndLine").Number() ?? 0,
        ["fingerprint"] = leak.At("Fingerprint").Text(),
        ["match"] = leak.At("Match").Text(),
        ["scannerImageVersion"] = "1.2.18",
    });

    /// <summary>What must never be stored.</summary>
    public static IEnumerable<string> Secrets(string directory) =>
        from path in Directory.EnumerateFiles(directory, "*.json", SearchOption.AllDirectories)
        where ReportFile.Tool(path) == "gitleaks"
        from leak in JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path)).Items()
        let secret = leak.At("Secret").Text()
        where secret is { Length: > 5 }
        select secret;
}

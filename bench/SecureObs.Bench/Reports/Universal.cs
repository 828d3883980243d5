using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>A row of bulk-universal as the published client fills it.</summary>
internal static class Universal
{
    public static JsonObject Row(string scanner, string? rule, string? path, string severity, string? description, JsonElement raw, int? start = null, int? end = null) => new()
    {
        ["scanner"] = scanner,
        ["ruleId"] = rule,
        ["filePath"] = path,
        ["codeSnippet"] = null,
        ["severity"] = severity,
        ["description"] = description,
        ["cweIds"] = null,
        ["owaspCategories"] = null,
        ["startLine"] = start,
        ["endLine"] = end,
        ["fingerprint"] = null,
        ["rawPayload"] = raw.Raw(),
        ["scannerImageVersion"] = "1.2.18",
    };

    /// <summary>The client's fingerprint: base64 of a SHA-256.</summary>
    public static JsonObject Fingerprinted(this JsonObject row, params string?[] parts)
    {
        row["fingerprint"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))));
        return row;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>Reports of tools that no client of ours reads: whatever in them has a file, a line and something like a rule.</summary>
internal static class AnyLines
{
    private static readonly string[] Lines = ["line", "line_number", "start_line", "lineNumber", "StartLine"];
    private static readonly string[] Files = ["file", "filename", "file_path", "file_name", "path", "SourceFile"];
    private static readonly string[] Rules = ["rule_id", "check_id", "check_name", "long_id", "warning_type", "similarity_id", "type", "rule_name"];
    private static readonly string[] Texts = ["message", "description", "details", "actual_value", "code"];

    public static IEnumerable<JsonObject> Rows(string tool, JsonElement element)
    {
        if (Row(tool, element) is { } row)
            yield return row;
        var inner = element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().AsEnumerable(),
            JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value),
            _ => [],
        };
        foreach (var found in inner.SelectMany(each => Rows(tool, each)))
            yield return found;
    }

    private static JsonObject? Row(string tool, JsonElement element)
    {
        var line = Lines.Select(name => element.At(name).Number()).FirstOrDefault(number => number > 0)
            ?? (element.At("line").Text()?.Split('-')[0] is { } range && int.TryParse(range, out var first) ? first : null);
        var (file, rule) = (First(element, Files), First(element, Rules) ?? element.At("location", "filename").Text());
        file ??= element.At("location", "filename").Text();
        line ??= element.At("location", "start_line").Number();
        if (line is null || file is null || rule is null)
            return null;
        var row = Universal.Row(tool, rule, file, "MEDIUM", First(element, Texts), element, line, line);
        row["codeSnippet"] = element.At("code").Text();
        return row;
    }

    private static string? First(JsonElement element, string[] names) =>
        names.Select(name => element.At(name).Text()).FirstOrDefault(text => !string.IsNullOrEmpty(text));
}

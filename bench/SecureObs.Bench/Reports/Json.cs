using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>Reads reports of which any member may be missing.</summary>
internal static class Json
{
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            element = element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;
        return element;
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : [];

    public static string? Text(this JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : null;

    /// <summary>Some exports write numbers as text.</summary>
    public static int? Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetInt32(),
        JsonValueKind.String when int.TryParse(element.GetString(), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static JsonNode? Node(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : JsonNode.Parse(element.GetRawText());

    /// <summary>A published client cuts the tool's own words, so the text may not parse.</summary>
    public static string Raw(this JsonElement element) => element.GetRawText() is { Length: > 80_000 } text ? text[..80_000] : element.GetRawText();
}

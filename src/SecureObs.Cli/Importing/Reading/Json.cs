using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SecureObs.Cli.Importing.Reading;

/// <summary>Reads JSON of which any member may be missing or of another type than it should be.</summary>
internal static partial class Json
{
    /// <summary>The member at the end of the path; undefined when anything on the way is missing.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            element = Member(element, name);
        return element;
    }

    private static JsonElement Member(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;
        }
        catch (InvalidOperationException)
        {
            return default;   // another name beside it is no Unicode
        }
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Object ? element.EnumerateObject().Select(member => (NameOf(member), member.Value)) : [];

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";   // no Unicode
        }
    }

    public static bool Exists(this JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Null when it is no text, or a blank one.</summary>
    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.String)
            return null;
        try
        {
            return element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return Lenient(element);
        }
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).Text();

    /// <summary>Some tools write numbers as text.</summary>
    public static int? Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(element.Text(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>A line or column, from 1; null when it is none.</summary>
    public static int? Position(this JsonElement element) => element.Number() is > 0 and var position ? position : null;

    public static double? Score(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out var score) => score,
        JsonValueKind.String when double.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var score) => score,
        _ => null,
    };

    /// <summary>A list of texts, or a bare text as a list of one.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element) => element.ValueKind is JsonValueKind.String
        ? element.Text() is { } one ? [one] : []
        : [.. element.Items().Select(item => item.Text()).OfType<string>()];

    // A half surrogate pair, as Python writes for a file name that is no Unicode, or bytes that are no UTF-8.
    private static string? Lenient(JsonElement element)
    {
        var raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
        using var repaired = JsonDocument.Parse(Escape().Replace(raw, escape => escape.Value is { Length: 6 } half && half[2] is 'd' or 'D' ? "\\ufffd" : escape.Value));
        return repaired.RootElement.GetString();
    }

    // A whole pair, a half one, or any other escape: so an escaped backslash is not taken for the start of one.
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SecureObs.Audit;

/// <summary>
/// RFC 8785 for objects, arrays, text, whole numbers, true, false and null: keys sorted by UTF-16 code units, no white
/// space, only the escapes that JSON demands. The order and the spelling in the database or in a file do not matter.
/// </summary>
public static class CanonicalJson
{
    public static string Of(IReadOnlyDictionary<string, string?> data)
    {
        var json = new StringBuilder("{");
        foreach (var (key, value) in data.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (json.Length > 1)
                json.Append(',');
            Append(json, key);
            json.Append(':');
            if (value is null)
                json.Append("null");
            else
                Append(json, value);
        }
        return json.Append('}').ToString();
    }

    /// <exception cref="FormatException">A number that is not whole: its canonical form is not made here.</exception>
    public static string Of(JsonElement value)
    {
        var json = new StringBuilder();
        Append(json, value);
        return json.ToString();
    }

    /// <summary>Reads a flat object, however it is spelled.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(string json)
    {
        using var document = JsonText.Parse(json);
        return JsonFields.Flat(document.RootElement) ?? throw new FormatException("This is no flat object of text and null.");
    }

    private static void Append(StringBuilder json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal);
                Join(json, '{', members, member => { Append(json, member.Name); json.Append(':'); Append(json, member.Value); }, '}');
                break;
            case JsonValueKind.Array:
                Join(json, '[', value.EnumerateArray(), item => Append(json, item), ']');
                break;
            case JsonValueKind.String:
                Append(json, value.GetString()!);
                break;
            case JsonValueKind.Number:
                json.Append(value.GetInt32().ToString(CultureInfo.InvariantCulture));
                break;
            default:
                json.Append(value.GetRawText());   // true, false, null
                break;
        }
    }

    private static void Join<T>(StringBuilder json, char begin, IEnumerable<T> items, Action<T> append, char end)
    {
        json.Append(begin);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                json.Append(',');
            first = false;
            append(item);
        }
        json.Append(end);
    }

    private static void Append(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => json.Append(character),
            };
        json.Append('"');
    }
}

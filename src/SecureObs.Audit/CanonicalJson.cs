using System.Globalization;
using System.Text;

namespace SecureObs.Audit;

/// <summary>
/// RFC 8785 for flat objects of text and null: keys sorted by UTF-16 code units, no white space, only the escapes that
/// JSON demands. The order and the spelling in the database or in a file do not matter.
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

    /// <summary>Reads a flat object, however it is spelled.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static IReadOnlyDictionary<string, string?> Parse(string json)
    {
        using var document = JsonText.Parse(json);
        return JsonFields.Flat(document.RootElement) ?? throw new FormatException("This is no flat object of text and null.");
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

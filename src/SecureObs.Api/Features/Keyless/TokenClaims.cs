using System.Text.Json;

namespace SecureObs.Api.Features.Keyless;

/// <summary>The claims of a token whose value is one text, number or boolean. Lists and objects match nothing.</summary>
internal sealed class TokenClaims(IReadOnlyDictionary<string, string> values)
{
    public const int MostBytes = 16 * 1024;

    public string? this[string claim] => values.GetValueOrDefault(claim);

    /// <summary>Null when it is no JSON object, or says a claim twice: two readers would believe two things.</summary>
    public static TokenClaims? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new() { MaxDepth = 8 });
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.BytesConsumed != json.Length || document.RootElement.ValueKind is not JsonValueKind.Object)
                return null;
            var (values, names) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            foreach (var claim in document.RootElement.EnumerateObject())
            {
                if (!names.Add(claim.Name))
                    return null;
                if (Text(claim.Value) is { } text)
                    values[claim.Name] = text;
            }
            return new(values);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}

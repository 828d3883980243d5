using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SecureObs.Audit;

/// <summary>Reads the fields of an object strictly; what is missing or of another kind is a <see cref="FormatException"/> that names it.</summary>
internal readonly struct JsonFields(JsonElement element)
{
    public string Text(string name) => Read(name, value => value.GetString());

    public Guid Id(string name) => Read(name, value => Guid.ParseExact(value.GetString()!, "D"));

    public DateTimeOffset Time(string name) => Read(name, value => AuditTime.Parse(value.GetString()!));

    public byte[] Base64(string name) => Read(name, value => value.GetBytesFromBase64());

    public byte[] Hash(string name) => Read(name, HashOf);

    public int Number(string name) => Read(name, value => value.GetInt32());

    /// <summary>A number, or a text of one above 2^53.</summary>
    public long Wide(string name) => Read(name, WideOf);

    public long? WideOrNull(string name) => Has(name) ? Wide(name) : null;

    public IReadOnlyList<Guid> Ids(string name) => Read(name, value => value.EnumerateArray().Select(id => Guid.ParseExact(id.GetString()!, "D")).ToArray());

    public IReadOnlyList<byte[]> Hashes(string name) => Read(name, value => value.EnumerateArray().Select(HashOf).ToArray());

    /// <summary>An object of text and null, nothing else.</summary>
    public IReadOnlyDictionary<string, string?> Flat(string name) => Read(name, Flat);

    /// <summary>Null when it is none.</summary>
    public static IReadOnlyDictionary<string, string?>? Flat(JsonElement value)
    {
        try
        {
            return value.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString());
        }
        catch (InvalidOperationException)
        {
            // No object, a value that is neither text nor null, or text that is no Unicode.
            return null;
        }
    }

    public IEnumerable<JsonFields> Objects(string name) => Read(name, value => value.EnumerateArray().Select(item => new JsonFields(item)).ToArray());

    public JsonFields Object(string name) => new(Read(name, value => (JsonElement?)value)!.Value);

    /// <summary>Whether it is there and not null.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static byte[] HashOf(JsonElement value) => Convert.FromHexString(value.GetString()!) is { Length: SHA256.HashSizeInBytes } hash
        ? hash
        : throw new FormatException("not 32 bytes");

    private static long WideOf(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetInt64()
        : long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private T Read<T>(string name, Func<JsonElement, T?> read)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && read(value) is { } result)
                return result;
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or OverflowException or ArgumentNullException)
        {
            throw new FormatException($"\"{name}\" is not what the format says.", exception);
        }
        throw new FormatException($"\"{name}\" is missing.");
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SecureObs.Audit;

/// <summary>How exports and checkpoints are written and read.</summary>
internal static class JsonText
{
    /// <summary>JavaScript and other readers keep larger integers not whole.</summary>
    private const long LargestSafeNumber = (1L << 53) - 1;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A name twice: readers disagree which one counts.</summary>
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static string Object(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Object(buffer, fields);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Object(IBufferWriter<byte> buffer, Action<Utf8JsonWriter> fields)
    {
        using var json = new Utf8JsonWriter(buffer, Writing);
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">No JSON object.</exception>
    public static JsonDocument Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new FormatException("This is JSON, but no object.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("This is no JSON: " + exception.Message, exception);
        }
    }

    public static void WriteWide(this Utf8JsonWriter json, string name, long value)
    {
        if (Math.Abs((decimal)value) <= LargestSafeNumber)
            json.WriteNumber(name, value);
        else
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }

    public static void WriteHex(this Utf8JsonWriter json, string name, byte[] value) => json.WriteString(name, Convert.ToHexStringLower(value));
}

using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureObs.Masking;

/// <summary>Key material that nobody may print, as <see cref="SecretString"/> for text.</summary>
[DebuggerDisplay(SecretString.Hidden), JsonConverter(typeof(HiddenConverter<SecretBytes>))]
public sealed class SecretBytes(byte[] value)
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] value = value;

    public ReadOnlySpan<byte> Reveal() => value;

    public override string ToString() => SecretString.Hidden;
}

/// <summary>Writes that there is a secret, and reads none.</summary>
internal sealed class HiddenConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A secret is not read from JSON by itself: name what carries it.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(SecretString.Hidden);
}

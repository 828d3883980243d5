using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SecureObs.Masking;

/// <summary>
/// A text that nobody may print: a connection string, a key, a found secret. <see cref="ToString"/>, JSON and the
/// debugger show that there is one; only <see cref="Reveal"/> gives it away, and is found by its name.
/// </summary>
[DebuggerDisplay(Hidden), JsonConverter(typeof(HiddenConverter<SecretString>)), TypeConverter(typeof(FromText))]
public sealed class SecretString(string value) : IEquatable<SecretString>
{
    internal const string Hidden = "(hidden)";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string value = value;

    public string Reveal() => value;

    public override string ToString() => Hidden;

    public bool Equals(SecretString? other) => other is not null && value == other.value;

    public override bool Equals(object? obj) => Equals(obj as SecretString);

    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    public static implicit operator SecretString(string value) => new(value);

    /// <summary>Lets settings be read into one; back to text there is only <see cref="Reveal"/>.</summary>
    private sealed class FromText : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => false;

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => new SecretString((string)value);
    }
}

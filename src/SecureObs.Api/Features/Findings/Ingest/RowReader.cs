using System.Text.Json;
using SecureObs.Api.Platform.Database;
using SecureObs.Identity;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>A row that cannot be kept: a wrong type or no rule.</summary>
internal sealed class RowInvalidException(int row, string member, string rule) : Exception
{
    public int Row => row;
    public string Member => member;
    public string Rule => rule;
}

/// <summary>
/// Reads one row of a bulk request. What can be kept is kept: a NUL becomes U+FFFD, over-long text is cut and marked,
/// a missing member is null. Only a wrong type is refused.
/// </summary>
internal readonly struct RowReader(JsonElement row, int number)
{
    private const int ListLength = 50;
    private const int ListItemLength = 200;

    public int Number => number;

    /// <summary>A text of one line, such as a rule or a path.</summary>
    public string? Line(string field, int length) => Text(field, length) is { } text ? StoredText.Line(text, length) : null;

    public string RequiredLine(string field, int length) =>
        Line(field, length) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Invalid(field, "must be a text that is not empty");

    public string? Text(string field, int length) => Member(field) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } value => StoredText.Cut(Clean(value), length),
        _ => throw Invalid(field, "must be a text or null"),
    };

    /// <summary>A keyed hash of a secret as the command sends it.</summary>
    public byte[]? SecretHash()
    {
        const string field = "secretHash";
        if (Text(field, 2 * SecretHasher.Length + 1) is not { Length: > 0 } text)
            return null;
        return text.Length == 2 * SecretHasher.Length && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw Invalid(field, $"must be {2 * SecretHasher.Length} hexadecimal digits or null");
    }

    /// <summary>
    /// What stands at the place of the finding, as the command packs it. Path and line are those of the row: one finding
    /// does not stand at two places.
    /// </summary>
    public (CodeFeatures Features, int Ordinal, byte[] Packed)? Features(string? path, int? line)
    {
        const string field = "features";
        if (Text(field, 2 * PackedFeatures.MostBytes) is not { Length: > 0 } text)
            return null;
        try
        {
            var (features, ordinal) = PackedFeatures.Unpack(Convert.FromBase64String(text), "");
            features = features with { Path = path ?? "", Line = line ?? 0 };
            return (features, ordinal, PackedFeatures.Pack(features, ordinal));
        }
        catch (FormatException)
        {
            throw Invalid(field, "must be what the command packs, in Base64, or null");
        }
    }

    /// <summary>A line number; 0 and below mean that there is none.</summary>
    public int? LineNumber(string field)
    {
        var value = Member(field);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        if (value.ValueKind is not JsonValueKind.Number || !value.TryGetInt32(out var line))
            throw Invalid(field, "must be an integer or null");
        return line > 0 ? line : null;
    }

    /// <summary>A list of texts; a bare text is a list of one, as old rule metadata has it.</summary>
    public string[] Texts(string field)
    {
        var value = Member(field);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return [];
        if (value.ValueKind is JsonValueKind.String)
            return [StoredText.Cut(Clean(value), ListItemLength)];
        if (value.ValueKind is not JsonValueKind.Array)
            throw Invalid(field, "must be a list of texts, a text or null");
        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.String)
                texts.Add(StoredText.Cut(Clean(item), ListItemLength));
            else if (item.ValueKind is not JsonValueKind.Null)
                throw Invalid(field, "must be a list of texts, a text or null");
        }
        return [.. texts.Where(text => text.Length > 0).Take(ListLength)];
    }

    private JsonElement Member(string field) => row.TryGetProperty(field, out var value) ? value : default;

    private RowInvalidException Invalid(string field, string rule) => new(number, field, rule);

    private static string Clean(JsonElement value)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A file name that is no Unicode reaches us as half a surrogate pair; PostgreSQL and .NET refuse it.
            text = LenientText.Read(value.GetRawText());
        }
        return StoredText.Of(text);
    }
}

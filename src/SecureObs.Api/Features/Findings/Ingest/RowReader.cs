using System.Collections.Frozen;
using System.Text;
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
/// Reads one row of a bulk request after the other. What can be kept is kept: a NUL becomes U+FFFD, over-long text is cut and
/// marked, a missing member is null. Only a wrong type is refused. Members that nobody asks for are passed over.
/// </summary>
internal sealed class RowReader
{
    private const int ListLength = 50;
    private const int ListItemLength = 200;
    private const int LongestName = 64;

    private static readonly string[] Names =
    [
        "advisory", "aliases", "checkId", "codeSnippet", "cwe", "cweIds", "description", "endLine", "features", "file", "filePath", "fingerprint", "ignoredInSource",
        "match", "message", "owasp", "owaspCategories", "packageUrl", "path", "pipelineRunId", "projectId", "rawPayload", "resourceAddress", "ruleId", "scanner",
        "scannerImageVersion", "secretHash", "severity", "stableId", "startLine", "target",
    ];

    private static readonly FrozenDictionary<string, int> Places = Names.Index().ToFrozenDictionary(name => name.Item, name => name.Index);
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> PlaceOf = Places.GetAlternateLookup<ReadOnlySpan<char>>();

    // Where the value of each name stands in the row; nothing when the row has none.
    private readonly Range?[] values = new Range?[Names.Length];
    private ReadOnlyMemory<byte> row;

    /// <summary>From 0.</summary>
    public int Number { get; private set; } = -1;

    /// <summary>Counts a row that is not looked at.</summary>
    public void PassOver() => Number++;

    /// <param name="json">A valid JSON object, which stays until the next one is moved to.</param>
    /// <exception cref="JsonException">A member is there twice.</exception>
    public void MoveTo(ReadOnlyMemory<byte> json)
    {
        (row, Number) = (json, Number + 1);
        Array.Clear(values);
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var place = Place(reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (place < 0)
                continue;
            if (values[place] is not null)
                throw new JsonException($"{Names[place]} is there twice");
            values[place] = start..(int)reader.BytesConsumed;
        }
    }

    /// <returns>-1 of a name that nobody asks for.</returns>
    private static int Place(in Utf8JsonReader name)
    {
        if (name.ValueSpan.Length > LongestName)
            return -1;
        Span<char> text = stackalloc char[LongestName];
        try
        {
            return PlaceOf.TryGetValue(text[..name.CopyString(text)], out var place) ? place : -1;
        }
        catch (InvalidOperationException)
        {
            return -1;   // no Unicode, so none of ours
        }
    }

    /// <summary>A text of one line, such as a rule or a path.</summary>
    public string? Line(string field, int length) => Text(field, length) is { } text ? StoredText.Line(text, length) : null;

    public string RequiredLine(string field, int length) =>
        Line(field, length) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Invalid(field, "must be a text that is not empty");

    public string? Text(string field, int length)
    {
        var value = Value(field);
        return value.TokenType switch
        {
            JsonTokenType.None or JsonTokenType.Null => null,
            JsonTokenType.String => StoredText.Cut(Clean(value), length),
            _ => throw Invalid(field, "must be a text or null"),
        };
    }

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
    public (ulong Content, int Ordinal, byte[] Packed)? Features(string? path, int? line)
    {
        const string field = "features";
        const string rule = "must be what the command packs, in Base64, or null";
        var value = Value(field);
        if (value.TokenType is JsonTokenType.None or JsonTokenType.Null || (value.TokenType is JsonTokenType.String && value.ValueSpan.IsEmpty))
            return null;
        if (value.TokenType is not JsonTokenType.String || !value.TryGetBytesFromBase64(out var bytes))
            throw Invalid(field, rule);
        try
        {
            var (features, ordinal) = PackedFeatures.Unpack(bytes, "");
            features = features with { Path = path ?? "", Line = line ?? 0 };
            return (features.Content, ordinal, PackedFeatures.Pack(features, ordinal));
        }
        catch (FormatException)
        {
            throw Invalid(field, rule);
        }
    }

    /// <summary>A line number; 0 and below mean that there is none.</summary>
    public int? LineNumber(string field)
    {
        var value = Value(field);
        if (value.TokenType is JsonTokenType.None or JsonTokenType.Null)
            return null;
        if (value.TokenType is not JsonTokenType.Number || !value.TryGetInt32(out var line))
            throw Invalid(field, "must be an integer or null");
        return line > 0 ? line : null;
    }

    /// <summary>A list of texts; a bare text is a list of one, as old rule metadata has it.</summary>
    public string[] Texts(string field)
    {
        var value = Value(field);
        if (value.TokenType is JsonTokenType.None or JsonTokenType.Null)
            return [];
        if (value.TokenType is JsonTokenType.String)
            return [StoredText.Cut(Clean(value), ListItemLength)];
        if (value.TokenType is not JsonTokenType.StartArray)
            throw Invalid(field, "must be a list of texts, a text or null");
        var texts = new List<string>();
        while (value.Read() && value.TokenType is not JsonTokenType.EndArray)
        {
            if (value.TokenType is JsonTokenType.String)
                texts.Add(StoredText.Cut(Clean(value), ListItemLength));
            else if (value.TokenType is not JsonTokenType.Null)
                throw Invalid(field, "must be a list of texts, a text or null");
        }
        return [.. texts.Where(text => text.Length > 0).Take(ListLength)];
    }

    /// <summary>Stands at the value; before everything when there is none.</summary>
    private Utf8JsonReader Value(string field)
    {
        if (values[Places[field]] is not { } range)
            return default;
        var reader = new Utf8JsonReader(row.Span[range]);
        reader.Read();
        return reader;
    }

    private RowInvalidException Invalid(string field, string rule) => new(Number, field, rule);

    private static string Clean(Utf8JsonReader value)
    {
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // A file name that is no Unicode reaches us as half a surrogate pair; PostgreSQL and .NET refuse it.
            text = LenientText.Read($"\"{Encoding.UTF8.GetString(value.ValueSpan)}\"");
        }
        return StoredText.Of(text);
    }
}

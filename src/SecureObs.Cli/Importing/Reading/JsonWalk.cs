using System.Globalization;
using System.Text;
using System.Text.Json;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Importing.Reading;

/// <summary>
/// Walks through JSON of any size and stops at the values whose paths were asked for. It holds one of them at a time, so
/// memory depends on the largest value and not on the file. Several values after each other (JSON Lines) are walked as one.
/// </summary>
/// <param name="utf8">Stays open.</param>
/// <param name="paths">Such as <c>runs[].results[]</c>; the empty path is the whole. At most 128, all of them without escapes.</param>
/// <param name="whole">Whether to hold the values; else only where something is, and what short texts say.</param>
/// <param name="strict">Whether to stop also where a path ends early, because a list or an object is something else (<see cref="IsBroken"/>).</param>
internal sealed class JsonWalk(Stream utf8, JsonPaths paths, bool whole = true, bool strict = false) : IDisposable
{
    /// <summary>Bytes of the largest value or text that is held.</summary>
    public const int LargestValue = 64 * 1024 * 1024;
    private const int MostDepth = 128;
    private const int LongestText = 256;

    private readonly List<Frame> frames = [];
    private byte[] buffer = new byte[128 * 1024];
    private int start, end;
    private bool final;
    private int skipping = -1;
    private int roots;
    private UInt128 named;
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = MostDepth, AllowMultipleValues = true });
    private JsonDocument? document;

    /// <summary>What was found, until <see cref="Next"/> is called again.</summary>
    public JsonElement Value => document?.RootElement ?? default;

    /// <summary>Position of its path among those that were asked for.</summary>
    public int Path { get; private set; }

    /// <summary>When values are not held: whether it is a list or an object with nothing in it cannot be told, but what it is, and what a short text says.</summary>
    public (JsonTokenType Type, string? Text) Seen { get; private set; }

    /// <summary>Where it is: <c>runs[0].results[17]</c>.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Nothing can be found below this place: it is of another type than a path needs.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Which of several values of the file it is in, from 0.</summary>
    public int Root => roots - 1;

    /// <summary>Position in the n-th list on the way to it, from 0.</summary>
    public int Index(int list) => frames.Where(frame => frame.IsArray).ElementAtOrDefault(list).Index;

    /// <summary>The names on the way to it that a path had <c>*</c> for.</summary>
    public IReadOnlyList<string> Names => [.. frames.Select(frame => frame.Any).OfType<string>()];

    /// <returns>False at the end.</returns>
    /// <exception cref="UnreadableReportException">It is no JSON, is cut off, or holds a value that is too large.</exception>
    public bool Next()
    {
        document?.Dispose();
        (document, IsBroken) = (null, false);
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), final, state);
                if (Advance(ref reader))
                    return true;
                if (final)
                    return false;
                Refill();
            }
        }
        catch (JsonException broken)
        {
            // The message of the exception may quote the report, and the report may hold secrets.
            throw new UnreadableReportException(string.Create(CultureInfo.InvariantCulture,
                $"not valid JSON in line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}{(broken.LineNumber is null ? " (nested too deep)" : "")}"), broken);
        }
        catch (InvalidOperationException noText)
        {
            throw new UnreadableReportException("a name in it is no Unicode", noText);
        }
        catch (DecoderFallbackException noText)
        {
            throw new UnreadableReportException("it is no Unicode", noText);
        }
    }

    /// <summary>Reads on until something is found (true), or until more bytes are needed or nothing is left.</summary>
    private bool Advance(ref Utf8JsonReader reader)
    {
        while (true)
        {
            if (skipping >= 0)
            {
                while (reader.Read() && reader.CurrentDepth > skipping) { }
                if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray) || reader.CurrentDepth != skipping)
                    return Keep(reader.CurrentState, reader.BytesConsumed);
                skipping = -1;
            }

            var (before, at) = (reader.CurrentState, reader.BytesConsumed);
            if (!reader.Read())
                return Keep(reader.CurrentState, reader.BytesConsumed);
            if (reader.TokenType is JsonTokenType.PropertyName)
                Name(ref reader);
            else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                frames.RemoveAt(frames.Count - 1);
            else if (Begin(ref reader, before, at) is { } ended)
                return ended;
        }
    }

    /// <returns>Null to read on, true when something was found, false when more bytes are needed to hold it.</returns>
    private bool? Begin(ref Utf8JsonReader reader, JsonReaderState before, long at)
    {
        var alive = Alive();
        if ((alive & paths.EndingAt(frames.Count)) is var found && found != UInt128.Zero)
        {
            var after = reader;
            if (whole && !after.TrySkip())
                return Keep(before, at, undo: true);
            Path = (int)UInt128.TrailingZeroCount(found);
            Place = PlaceOf();
            if (whole)
            {
                document = JsonDocument.Parse(buffer.AsMemory(start + (int)reader.TokenStartIndex, (int)(after.BytesConsumed - reader.TokenStartIndex)),
                    new JsonDocumentOptions { MaxDepth = MostDepth });
                Keep(after.CurrentState, after.BytesConsumed);
                return true;
            }
            Seen = (reader.TokenType, reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length <= LongestText ? TextOf(ref reader) : null);
            Enter(ref reader, alive);
            Keep(reader.CurrentState, reader.BytesConsumed);
            return true;
        }
        if (strict && frames.Count > 0 && (alive & paths.Beyond(frames.Count)) != UInt128.Zero && !Fits(reader.TokenType, alive))
        {
            (IsBroken, Place) = (true, PlaceOf());
            Enter(ref reader, UInt128.Zero);
            Keep(reader.CurrentState, reader.BytesConsumed);
            return true;
        }
        Enter(ref reader, alive);
        return null;
    }

    // At the root another type is another shape of the same format.
    private bool Fits(JsonTokenType type, UInt128 alive) => type switch
    {
        JsonTokenType.Null => true,
        JsonTokenType.StartArray => (alive & paths.Items(frames.Count)) != UInt128.Zero,
        JsonTokenType.StartObject => paths.Names(frames.Count).Any(name => (name.Bit & alive) != UInt128.Zero),
        _ => false,
    };

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Enter(ref Utf8JsonReader reader, UInt128 alive)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        // Nothing that was asked for is below it.
        if ((alive & paths.Beyond(frames.Count)) == UInt128.Zero)
            skipping = reader.CurrentDepth;
        else
            frames.Add(new(reader.TokenType is JsonTokenType.StartArray, alive));
    }

    /// <summary>The paths that lead to, or beyond, the value that begins here.</summary>
    private UInt128 Alive()
    {
        if (frames.Count == 0)
        {
            roots++;
            return paths.All;
        }
        var frame = frames[^1];
        if (!frame.IsArray)
            return named;
        frames[^1] = frame with { Index = frame.Index + 1 };
        return frame.Alive & paths.Items(frames.Count - 1);
    }

    private void Name(ref Utf8JsonReader reader)
    {
        named = UInt128.Zero;
        foreach (var (bit, name, text) in paths.Names(frames.Count - 1))
        {
            if ((frames[^1].Alive & bit) == UInt128.Zero || (text != JsonPaths.Any && !reader.ValueTextEquals(name)))
                continue;
            named |= bit;
            // Of what was written by somebody nothing is in a place, because places are said.
            frames[^1] = frames[^1] with { Name = text, Any = text != JsonPaths.Any ? null : frames[^1].Any is { } known && reader.ValueTextEquals(known) ? known : TextOf(ref reader) ?? "\uFFFD" };
        }
    }

    /// <returns>False, for the callers' sake.</returns>
    private bool Keep(JsonReaderState reached, long consumed, bool undo = false)
    {
        (state, start) = (reached, start + (int)consumed);
        // The item is counted again when there is more of it.
        if (undo && frames.Count > 0 && frames[^1].IsArray)
            frames[^1] = frames[^1] with { Index = frames[^1].Index - 1 };
        else if (undo && frames.Count == 0)
            roots--;
        return false;
    }

    private void Refill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            if (buffer.Length >= LargestValue)
                throw new UnreadableReportException($"a single value is larger than {LargestValue / 1024 / 1024} MiB, after {PlaceOf()}");
            Array.Resize(ref buffer, Math.Min(LargestValue, buffer.Length * 2));
        }
        var read = utf8.Read(buffer, end, buffer.Length - end);
        end += read;
        final = read == 0;
    }

    private string PlaceOf()
    {
        var place = new StringBuilder();
        if (roots > 1)
            place.Append(CultureInfo.InvariantCulture, $"#{roots}");
        foreach (var frame in frames)
        {
            if (frame.IsArray)
                place.Append(CultureInfo.InvariantCulture, $"[{frame.Index}]");
            else
                place.Append(place.Length == 0 ? "" : ".").Append(frame.Name);
        }
        return place.Length == 0 ? "the whole" : place.ToString();
    }

    public void Dispose() => document?.Dispose();

    private readonly record struct Frame(bool IsArray, UInt128 Alive, int Index = -1, string? Name = null, string? Any = null);
}

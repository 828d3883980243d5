namespace SecureObs.Audit;

/// <summary>Reads JSON Lines. A file without line ends cannot fill the memory.</summary>
internal sealed class JsonLines(Stream stream)
{
    /// <summary>A block of 100,000 entries takes 11 MB.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;

    /// <summary>The line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Null at the end of the file.</summary>
    /// <exception cref="FormatException">Names the line.</exception>
    public T? Read<T>(Func<JsonFields, T> parse) where T : class
    {
        if (Next() is not { } line)
            return null;
        Number++;
        try
        {
            using var document = JsonText.Parse(line);
            return parse(new(document.RootElement));
        }
        catch (FormatException exception)
        {
            throw Wrong(exception.Message, exception);
        }
    }

    public FormatException Wrong(string what, Exception? cause = null) => new($"Line {Number}: {what}", cause);

    private ReadOnlyMemory<byte>? Next()
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(start + searched + found, 1);
            searched = end - start;
            if (!Fill())
                return start == end ? default(ReadOnlyMemory<byte>?) : Take(end, 0);
        }
    }

    private ReadOnlyMemory<byte> Take(int lineEnd, int skip)
    {
        var line = buffer.AsMemory(start, lineEnd - start);
        start = lineEnd + skip;
        return line;
    }

    /// <summary>Moves what is left to the front and reads more behind it.</summary>
    private bool Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestLine)
                throw new FormatException($"Line {Number + 1} is longer than {LongestLine / 1024 / 1024} MiB: this is no audit export.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}

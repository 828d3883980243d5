using System.Buffers.Binary;
using System.Text;

namespace SecureObs.Identity;

/// <summary>
/// Features as they travel and are stored: a version, then numbers (LEB128, as short as can be), hashes (big endian), the
/// path in UTF-8 and lists with their length before them. The rule is not in it: it stands beside.
/// </summary>
public static class PackedFeatures
{
    /// <summary>Bytes.</summary>
    public const int MostBytes = 4_096;

    /// <summary>UTF-16 characters.</summary>
    public const int LongestPath = 1_024;

    private const byte Version = 1;
    private const int MostLines = 8;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <param name="ordinal">1-based: which of several findings of equal rule, path and content it is, in order of line and column.</param>
    /// <exception cref="ArgumentException">The path is too long, or a number is negative.</exception>
    public static byte[] Pack(CodeFeatures features, int ordinal)
    {
        if (features.Path.Length > LongestPath || ordinal < 1 || features.Line < 0 || features.Column < 0)
            throw new ArgumentException("These features cannot be packed.", nameof(features));
        Span<byte> bytes = stackalloc byte[MostBytes];
        var rest = bytes;
        Fixed(ref rest, Version);
        Number(ref rest, ordinal);
        Number(ref rest, features.Line);
        Number(ref rest, features.Column);
        Fixed(ref rest, features.Content);
        Fixed(ref rest, features.FirstLine);
        Fixed(ref rest, features.Symbol);
        Number(ref rest, Encoding.UTF8.GetByteCount(features.Path));
        rest = rest[Encoding.UTF8.GetBytes(features.Path, rest)..];
        List(ref rest, features.Words, CodeReader.MostWords);
        List(ref rest, features.Before, MostLines);
        List(ref rest, features.After, MostLines);
        return bytes[..^rest.Length].ToArray();
    }

    /// <param name="rule">The rule, together with the scanner that has it.</param>
    /// <exception cref="FormatException">The bytes are not what <see cref="Pack"/> makes.</exception>
    public static (CodeFeatures Features, int Ordinal) Unpack(ReadOnlySpan<byte> bytes, string rule)
    {
        if (bytes.Length > MostBytes)
            throw new FormatException("There are more bytes than features have.");
        var rest = bytes;
        if (Take(ref rest, 1)[0] != Version)
            throw new FormatException("This version of features is not known.");
        var (ordinal, line, column) = (Number(ref rest), Number(ref rest), Number(ref rest));
        var content = BinaryPrimitives.ReadUInt64BigEndian(Take(ref rest, 8));
        var firstLine = BinaryPrimitives.ReadUInt64BigEndian(Take(ref rest, 8));
        var symbol = BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, 4));
        var path = Path(Take(ref rest, Number(ref rest)));
        var features = new CodeFeatures(rule, path, line, column, content, firstLine,
            List(ref rest, CodeReader.MostWords), List(ref rest, MostLines), List(ref rest, MostLines), symbol);
        return rest.IsEmpty && ordinal >= 1 ? (features, ordinal) : throw new FormatException("There is more than features have.");
    }

    private static void Number(ref Span<byte> rest, int number)
    {
        var left = (uint)number;
        for (; left >= 0x80; left >>= 7)
            Fixed(ref rest, (byte)(left | 0x80));
        Fixed(ref rest, (byte)left);
    }

    private static void Fixed(ref Span<byte> rest, byte number)
    {
        rest[0] = number;
        rest = rest[1..];
    }

    private static void Fixed(ref Span<byte> rest, ulong number)
    {
        BinaryPrimitives.WriteUInt64BigEndian(rest, number);
        rest = rest[8..];
    }

    private static void Fixed(ref Span<byte> rest, uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(rest, number);
        rest = rest[4..];
    }

    private static void List(ref Span<byte> rest, IReadOnlyList<uint> hashes, int most)
    {
        var count = Math.Min(hashes.Count, most);
        Number(ref rest, count);
        for (var at = 0; at < count; at++)
            Fixed(ref rest, hashes[at]);
    }

    private static int Number(ref ReadOnlySpan<byte> rest)
    {
        var number = 0UL;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Take(ref rest, 1)[0];
            number |= (ulong)(next & 0x7f) << shift;
            if (next >= 0x80)
                continue;
            // A number has one form only: the last byte is not empty.
            return number <= int.MaxValue && (next != 0 || shift == 0) ? (int)number : throw NoNumber();
        }
        throw NoNumber();

        static FormatException NoNumber() => new("A number of the features is none.");
    }

    private static uint[] List(ref ReadOnlySpan<byte> rest, int most)
    {
        var count = Number(ref rest);
        if (count > most)
            throw new FormatException("A list of the features is too long.");
        var bytes = Take(ref rest, 4 * count);
        var hashes = new uint[count];
        for (var at = 0; at < count; at++)
            hashes[at] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * at)..]);
        return hashes;
    }

    private static string Path(ReadOnlySpan<byte> bytes)
    {
        string path;
        try
        {
            path = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new FormatException("The path of the features is no UTF-8.", invalid);
        }
        return path.Length <= LongestPath && !path.Contains('\0', StringComparison.Ordinal) ? path : throw new FormatException("The path of the features is none.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count > rest.Length)
            throw new FormatException("The features end too early.");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// PEM and PGP private keys. A block becomes <c>[RSA PRIVATE KEY, masked N characters]</c>: scanners report its first line
/// as the secret, so that goes too. A block cut at either end is masked as well: a snippet may start or stop inside it.
/// </summary>
internal static partial class PrivateKeyBlocks
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const int LongestHeader = 60;
    private const int LongestBlock = 16_384;

    /// <summary>The mark for a whole text that holds the first line of a private key; null when it holds none.</summary>
    public static string? MaskWhole(string text) => Find(text, Begin, 0) is var (start, length)
        ? Masked(text.Substring(start + Begin.Length, length - Begin.Length - 5), text.Length)
        : null;

    /// <summary>Whether the text is nothing but a block that was masked before.</summary>
    public static bool IsMasked(string text) => WholeMark().IsMatch(text);

    [GeneratedRegex(@"^\[[A-Z0-9 ]{1,60}, masked \d{1,9} characters\]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeMark();

    /// <param name="found">Receives the blocks that were masked, in clear.</param>
    public static string Mask(string text, List<string>? found = null)
    {
        if (!text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return text;

        var (result, at) = (new StringBuilder(text.Length), 0);
        while (Find(text, Begin, at) is var (start, length))
        {
            result.Append(AfterLastEnd(text[at..start]));
            at = Find(text, End, start + length) is var (endStart, endLength) ? endStart + endLength : text.Length;
            found?.Add(text[start..at]);
            result.Append(Masked(text.Substring(start + Begin.Length, length - Begin.Length - 5), at - start));
        }
        return result.Append(AfterLastEnd(text[at..])).ToString();
    }

    /// <summary>
    /// Masks the blocks of a whole file and leaves each line where it is. Here a block has both its ends: an end alone is
    /// code that speaks of keys, and nothing before it is masked.
    /// </summary>
    public static string MaskInFile(string text)
    {
        if (!text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return text;

        var (result, at) = (new StringBuilder(text.Length), 0);
        while (Find(text, Begin, at) is var (start, length))
        {
            result.Append(text, at, start - at);
            var to = Find(text, End, start + length) is var (endStart, endLength) && endStart - start <= LongestBlock ? endStart + endLength : start + length;
            result.Append("[PRIVATE KEY]").Append('\n', text.AsSpan(start, to - start).Count('\n'));
            at = to;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static string Masked(string kind, int characters) =>
        string.Create(CultureInfo.InvariantCulture, $"[{(Kind().IsMatch(kind) ? kind : "PRIVATE KEY")}, masked {characters} characters]");

    [GeneratedRegex("^[A-Z0-9 ]{1,60}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kind();

    // An END without its BEGIN: the key started above the snippet, so everything up to there is key.
    private static string AfterLastEnd(string part)
    {
        var after = 0;
        while (Find(part, End, after) is var (start, length))
            after = start + length;
        return after == 0 ? part : Masked("PRIVATE KEY", after) + part[after..];
    }

    private static (int Start, int Length)? Find(string text, string marker, int from)
    {
        for (var start = text.IndexOf(marker, from, StringComparison.Ordinal);
             start >= 0;
             start = text.IndexOf(marker, start + 1, StringComparison.Ordinal))
        {
            var line = text.AsSpan(start, Math.Min(LongestHeader + marker.Length, text.Length - start));
            var close = line[marker.Length..].IndexOf("-----", StringComparison.Ordinal);
            if (close > 0 && line[..(marker.Length + close)].Contains("PRIVATE KEY", StringComparison.Ordinal))
                return (start, marker.Length + close + 5);
        }
        return null;
    }
}

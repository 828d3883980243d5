using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// PEM and PGP private keys. Only the BEGIN line stays; what follows becomes <c>[masked N characters]</c>.
/// A block cut at either end is masked too: a snippet may start or stop inside it.
/// </summary>
internal static partial class PrivateKeyBlocks
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const int LongestHeader = 60;

    /// <summary>Where the first BEGIN line of a private key stands; null when there is none.</summary>
    public static (int Start, int Length)? FindHeader(string text, int from = 0) => Find(text, Begin, from);

    /// <summary>The mark that replaces so many characters.</summary>
    public static string Masked(int characters) => string.Create(CultureInfo.InvariantCulture, $" [masked {characters} characters]");

    /// <summary>Whether such a mark, and so a block that was masked before, stands at a place.</summary>
    public static bool IsMaskedAt(string text, int at) => Mark().IsMatch(text, at);

    [GeneratedRegex(@"\G \[masked \d{1,9} characters\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    public static string Mask(string text)
    {
        if (!text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            return text;

        var (result, at) = (new StringBuilder(text.Length), 0);
        while (FindHeader(text, at) is var (start, length))
        {
            var body = start + length;
            result.Append(AfterLastEnd(text[at..start])).Append(text, start, length);
            at = body;
            if (IsMaskedAt(text, body))
                continue;

            at = Find(text, End, body) is var (endStart, endLength) ? endStart + endLength : text.Length;
            if (at > body)
                result.Append(Masked(at - body));
        }
        return result.Append(AfterLastEnd(text[at..])).ToString();
    }

    // An END without its BEGIN: the key started above the snippet, so everything up to there is key.
    private static string AfterLastEnd(string part)
    {
        var after = 0;
        while (Find(part, End, after) is var (start, length))
            after = start + length;
        return after == 0 ? part : Masked(after).TrimStart() + part[after..];
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

using System.Buffers;

namespace SecureObs.Masking;

/// <summary>Reads quoted literals of any language, well enough to find their ends.</summary>
internal static class Literals
{
    private static readonly SearchValues<char> Prefixes = SearchValues.Create("bBfFrRuUL");

    public static bool IsQuote(char character) => character is '"' or '\'' or '`';

    /// <summary>
    /// Where the content of the literal that opens at <paramref name="open"/> starts and ends.
    /// An unclosed one ends with its line, a triple-quoted one with the text.
    /// </summary>
    public static (int Start, int End, int After) Read(string text, int open)
    {
        var quote = text[open];
        if (quote != '`' && open + 2 < text.Length && text[open + 1] == quote && text[open + 2] == quote)
        {
            var close = text.IndexOf(new string(quote, 3), open + 3, StringComparison.Ordinal);
            return close < 0 ? (open + 3, text.Length, text.Length) : (open + 3, close, close + 3);
        }

        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] is '\n' or '\r' && quote != '`')
                return (open + 1, i, i);
            if (text[i] == '\\')
                i++;
            // A quote inside a word does not close: scanners print passwords such as it's without escaping them.
            else if (text[i] == quote && !(i + 1 < text.Length && IsWord(text[i + 1])))
                return (open + 1, i, i + 1);
        }
        return (open + 1, text.Length, text.Length);
    }

    /// <summary>Whether a quote opens a literal here: not an apostrophe, but also after a prefix such as <c>rb</c>.</summary>
    public static bool Opens(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 3 && IsWord(text[start - 1]))
            start--;
        return start == at || at - start <= 2 && text.AsSpan(start, at - start).IndexOfAnyExcept(Prefixes) < 0
            && (start == 0 || !IsWord(text[start - 1]));
    }

    public static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';
}

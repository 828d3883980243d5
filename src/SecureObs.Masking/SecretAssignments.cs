using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// Values given to names that speak of a secret: <c>password = "…"</c>, <c>"token": "…"</c>, <c>API_KEY=…</c>,
/// <c>--password …</c>, <c>Authorization: Bearer …</c>, in any language. Code that only fetches the secret stays.
/// </summary>
internal static partial class SecretAssignments
{
    /// <param name="found">Receives the values that were masked, in clear.</param>
    /// <param name="whole">Nothing of a secret stays, not even its ends.</param>
    public static string Mask(string text, List<string>? found = null, bool whole = false)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAny(Words))
            return text;
        var (result, copied) = (new StringBuilder(text.Length), 0);
        for (var name = NameAndOperator().Match(text); name.Success; name = NameAndOperator().Match(text, copied))
        {
            var (start, end, after) = Value(text, name.Index + name.Length);
            result.Append(text, copied, start - copied).Append(SecretMask.Secret(text[start..end], whole));
            found?.Add(text[start..end]);
            result.Append(text, end, after - end);
            copied = after;
            if (copied >= text.Length)
                break;
        }
        return result.Append(text, copied, text.Length - copied).ToString();
    }

    private static (int Start, int End, int After) Value(string text, int at)
    {
        if (TypeAnnotation().Match(text, at) is { Success: true } annotation)
            at += annotation.Length;
        if (Scheme().Match(text, at) is { Success: true } scheme)
            at += scheme.Length;

        var quote = LiteralPrefix().Match(text, at) is { Success: true } prefix ? at + prefix.Length : at;
        if (quote < text.Length && Literals.IsQuote(text[quote]))
        {
            var literal = Literals.Read(text, quote);
            var inner = Scheme().Match(text, literal.Start);
            return inner.Success && inner.Index + inner.Length < literal.End
                ? literal with { Start = literal.Start + inner.Length }
                : literal;
        }
        if (FetchingCode().IsMatch(text, at))
            return (at, at, at);

        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !"\"'`,;)}]<>&|".Contains(text[end], StringComparison.Ordinal))
            end++;
        return (at, end, end);
    }

    /// <summary>One of them is in every one of <see cref="Names"/>. Only of ASCII: elsewhere letters have more cases than two.</summary>
    private static readonly SearchValues<string> Words =
        SearchValues.Create(["pass", "pwd", "secret", "token", "credential", "authorization", "key", "connection"], StringComparison.OrdinalIgnoreCase);

    private const string Names =
        "password|passwd|passphrase|pwd|secret|token|credentials?|authorization|api[_-]?key|access[_-]?key|account[_-]?key|"
        + "private[_-]?key|auth[_-]?key|session[_-]?key|signing[_-]?key|encryption[_-]?key|shared[_-]?key|master[_-]?key|"
        + "connection[_-]?string|(?<![A-Za-z])pass(?![A-Za-z])";

    // After the name: the rest of the identifier, a closing quote or bracket, then what assigns or compares.
    // Each step is bounded, so a text of nothing but names costs a constant per character.
    [GeneratedRegex("(?:" + Names + """
        )(?:[\w-]{0,40}\\{0,3}["'`]?\]?[\t ]{0,8}(?:[:?!+]?={1,3}>?|:(?!//)|>(?=[^\s<>])|\((?=["'`])|,(?=[\t ]?["'`]))[\t ]{0,8}|(?<=--[\w-]{0,40})[\w-]{0,40}[\t ]{1,8}(?=[^\s-]))
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NameAndOperator();

    [GeneratedRegex("""\G[\w\[\]<>|?&.]{1,40}[\t ]{1,4}=[\t ]{1,4}(?=\S)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeAnnotation();

    [GeneratedRegex("""\G(?:bearer|basic|token|apikey)[\t ]{1,4}(?=[^\s"'`])""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex("""\G(?:[bBfFrRuUL@$]{1,2}|\\{1,3})(?=["'`])""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LiteralPrefix();

    // A call, an index, a member of something well known, a reference to a variable, a type or the absence of a value.
    [GeneratedRegex("""
        \G(?:(?:new|await|typeof)[\t ]
          |[A-Za-z_$][\w$.]{0,80}[(\[]
          |(?:os|process|self|this|req|request|config|settings|app|args|options|ctx|context|env|params|body|crypto|secrets|System)\.[A-Za-z_]
          |[{\[(]|\$[{(]
          |(?:None|null|undefined|true|false|string|str|bytes|int|number|bool|boolean|object|any|function)(?![\w$]))
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FetchingCode();
}

using System.Text.RegularExpressions;

namespace SecureObs.Identity;

public enum TokenClass
{
    Identifier,
    Number,
    Text,
    Punctuation,
}

/// <summary>Splits a line into words, the same way for all languages. The labels of the measured set depend on it.</summary>
public static partial class Words
{
    private const int MostOfLine = 120;

    public static IEnumerable<(TokenClass Class, string Text)> Of(string line) => Word().Matches(line).Take(MostOfLine).Select(word =>
        (word.Groups["s"].Success ? TokenClass.Text
            : word.Groups["i"].Success ? TokenClass.Identifier
            : word.Groups["n"].Success ? TokenClass.Number
            : TokenClass.Punctuation, word.Value));

    [GeneratedRegex("""(?<s>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)|(?<i>[\p{L}_$][\p{L}\p{N}_$]*)|(?<n>\d[\w.]*)|(?<p>\S)""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

using System.Text.RegularExpressions;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Splits a line into words, the same way for all languages.</summary>
internal static partial class Words
{
    private const int MostOfLine = 120;

    public static IEnumerable<(TokenClass Class, string Text)> Of(string line) => Word().Matches(line).Take(MostOfLine).Select(word =>
        (word.Groups["s"].Success ? TokenClass.String
            : word.Groups["i"].Success ? TokenClass.Identifier
            : word.Groups["n"].Success ? TokenClass.Number
            : TokenClass.Punctuation, word.Value));

    /// <summary>How many words two lines share: 0 to 1 (Dice). Punctuation does not count unless there is nothing else.</summary>
    public static double Alike(string one, string other)
    {
        var (some, others) = (Telling(one), Telling(other));
        if (some.Count + others.Count == 0)
            return 1;
        var left = others.CountBy(word => word).ToDictionary();
        var shared = 0;
        foreach (var word in some)
            if (left.GetValueOrDefault(word) > 0)
            {
                left[word]--;
                shared++;
            }
        return 2.0 * shared / (some.Count + others.Count);
    }

    private static List<string> Telling(string line)
    {
        var words = Of(line).ToList();
        var telling = words.Where(word => word.Class is not TokenClass.Punctuation).ToList();
        return [.. (telling.Count > 0 ? telling : words).Select(word => word.Text.Trim('"', '\'', '`'))];
    }

    [GeneratedRegex("""(?<s>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)|(?<i>[\p{L}_$][\p{L}\p{N}_$]*)|(?<n>\d[\w.]*)|(?<p>\S)""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}

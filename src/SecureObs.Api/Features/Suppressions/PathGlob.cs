using System.Text;

namespace SecureObs.Api.Features.Suppressions;

/// <summary>
/// Patterns of paths as people write them, as regular expressions of PostgreSQL. The whole path must fit. <c>*</c> is
/// anything but a slash, <c>?</c> one character but a slash, <c>**</c> anything; <c>**/</c> is any number of folders, also none.
/// Everything else stands for itself.
/// </summary>
internal static class PathGlob
{
    public const int Length = 1024;

    /// <summary>More of them make a pattern that takes long to fit and says nothing.</summary>
    private const int MostWildcards = 12;

    /// <summary>A pattern that fits every file says nothing about a path: who means the project says so of each rule.</summary>
    public static bool IsAllowed(string pattern) =>
        pattern.Length is > 0 and <= Length && pattern.Trim() == pattern && pattern.Any(letter => letter is not ('*' or '/' or '?' or '.'))
        && !pattern.StartsWith('/') && !pattern.Any(char.IsControl) && Wildcards(pattern) <= MostWildcards;

    /// <summary>
    /// Anchored at both ends. Only letters, digits, <c>/</c>, <c>_</c> and <c>-</c> stand as they are; all else is a class of one character or
    /// escaped, so that no text becomes an operator, a look-around or an embedded option.
    /// https://www.postgresql.org/docs/current/functions-matching.html#FUNCTIONS-POSIX-REGEXP
    /// </summary>
    public static string Regex(string pattern)
    {
        var regex = new StringBuilder("^", pattern.Length * 2);
        for (var i = 0; i < pattern.Length;)
        {
            var stars = Stars(pattern, i);
            var folders = stars >= 2 && (i == 0 || pattern[i - 1] == '/') && i + stars < pattern.Length && pattern[i + stars] == '/';
            regex.Append(folders ? "(?:.*/)?" : stars >= 2 ? ".*" : Single(pattern[i]));
            i += folders ? stars + 1 : Math.Max(stars, 1);
        }
        return regex.Append('$').ToString();
    }

    private static int Wildcards(string pattern)
    {
        var count = 0;
        for (var i = 0; i < pattern.Length; i++)
            if (pattern[i] == '*' && (i == 0 || pattern[i - 1] != '*'))
                count++;
        return count;
    }

    private static int Stars(string pattern, int at)
    {
        var end = at;
        while (end < pattern.Length && pattern[end] == '*')
            end++;
        return end - at;
    }

    private static string Single(char letter) => letter switch
    {
        '*' => "[^/]*",
        '?' => "[^/]",
        '/' or '_' or '-' => $"{letter}",
        _ when char.IsAsciiLetterOrDigit(letter) || letter > 127 => $"{letter}",
        _ => $@"\{letter}",
    };
}

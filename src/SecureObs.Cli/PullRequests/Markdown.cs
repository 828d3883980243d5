using System.Globalization;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// Foreign text in markdown. A code span takes nothing for markup: no HTML, link, mention, reference or command of the
/// platform (CommonMark 0.31.2, 6.1). A backslash would not do: platforms look for mentions after it is gone.
/// </summary>
internal static class Markdown
{
    /// <summary>One line in a code span; empty when there is nothing to show.</summary>
    public static string Code(string? text, int longest = 300)
    {
        var line = OneLine.Of(Visible(text), longest);
        if (line.Length == 0)
            return "";
        var fence = new string('`', LongestRun(line) + 1);
        // The spaces keep a backtick at an end apart from the fence; they are not shown.
        return fence.Length == 1 ? $"`{line}`" : $"{fence} {line} {fence}";
    }

    // Characters of format turn the direction of text around, or hide in it.
    private static string Visible(string? text) => text is null ? "" : string.Concat(text.Where(character =>
        char.GetUnicodeCategory(character) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse)));

    private static int LongestRun(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var character in line)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}

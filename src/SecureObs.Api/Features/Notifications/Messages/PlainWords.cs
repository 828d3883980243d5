using System.Globalization;
using System.Text;
using SecureObs.Api.Platform.Database;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>Names of projects, branches and rules are written by anybody: in a message they are one line of text and nothing else.</summary>
internal static class PlainWords
{
    /// <summary>Masked, on one line, without marks that turn the direction of writing, and not too long.</summary>
    public static string Of(string text, int longest = 150)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in SecretMask.Text(StoredText.Of(text)).EnumerateRunes())
        {
            var isText = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            line.Append(isText ? rune.ToString() : " ");
        }
        return StoredText.Cut(line.ToString().Trim(), longest);
    }

    /// <summary>The same where a program makes links and mentions of what looks like them: it looks like none.</summary>
    public static string Quiet(string text) => text
        .Replace("://", "[:]//", StringComparison.Ordinal)
        .Replace("www.", "www[.]", StringComparison.OrdinalIgnoreCase)
        .Replace("@", "(at)", StringComparison.Ordinal);
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// A name that people read in lists: one line, something to see, and nothing that makes it look like another text, such
/// as control characters or marks that turn the direction of writing.
/// </summary>
internal sealed class NameAttribute() : ValidationAttribute(
    "The field {0} must be one line of visible text, without control characters or marks that change the direction of text.")
{
    public override bool IsValid(object? value) => value is null || (value is string text && IsName(text));

    private static bool IsName(string text)
    {
        var visible = false;
        foreach (var rune in text.EnumerateRunes())
        {
            // An unpaired surrogate reads as this rune; nobody's name has it.
            if (rune == Rune.ReplacementChar || IsRefused(rune))
                return false;
            visible |= !Rune.IsWhiteSpace(rune) && !IsJoiner(rune);
        }
        return visible;
    }

    private static bool IsRefused(Rune rune) => !IsJoiner(rune) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned;

    /// <summary>Zero-width non-joiner and joiner: words of some languages and many emoji need them.</summary>
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
}

internal static class Names
{
    /// <summary>As stored and compared: without white space around it, and composed, so that what looks alike is alike.</summary>
    public static string Of(string name) => name.Trim().Normalize(NormalizationForm.FormC);
}

using SecureObs.Masking;

namespace SecureObs.Api.Platform.Database;

/// <summary>Text from outside as it is stored. What is looked for goes through the same, or it would not be found.</summary>
internal static class StoredText
{
    private const string CutMark = "… [cut]";

    /// <summary>
    /// PostgreSQL has no NUL in text: it becomes U+FFFD. A key of ours is masked: every text that is stored comes by here.
    /// </summary>
    public static string Of(string text) => OwnKeys.Mask(text.Replace('\0', '\uFFFD'));

    /// <summary>Over-long text is cut and marked.</summary>
    /// <param name="length">The most UTF-16 units that stay, the mark among them.</param>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var end = length - CutMark.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + CutMark;
    }

    /// <summary>A text of one line, such as a rule or a path: control characters would break annotations of CI systems.</summary>
    public static string Line(string text, int length)
    {
        var cut = Cut(text, length);
        return !HasControl(cut) ? cut : string.Create(cut.Length, cut, (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
    }

    // C0, DEL and C1: all that char.IsControl knows.
    private static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\u001f') || text.ContainsAnyInRange('\u007f', '\u009f');
}

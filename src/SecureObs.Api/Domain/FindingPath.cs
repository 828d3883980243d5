using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Domain;

/// <summary>
/// Paths of findings, as f, in the order of their bytes. Paths are longer than an index takes, and what would cut them is not
/// leakproof, so that no index could serve it under row-level security. A cast to "name" cuts, to 63 bytes, and is leakproof; so
/// is "case", and "coalesce" is not.
/// </summary>
internal static class FindingPath
{
    /// <summary>Less than a name has, so that any character fits behind it.</summary>
    private const int Indexed = 59;

    /// <summary>What the index has: the beginning of a path; nothing where there is no path.</summary>
    public static readonly FormattableString Beginning = $"""name(case when f.file_path is null then '' else f.file_path end) collate "C" """;

    public static readonly FormattableString Whole = $"""(case when f.file_path is null then '' else f.file_path end) collate "C" """;

    public static FormattableString BeginsWith(string prefix)
    {
        var beginning = Cut(StoredText.Of(prefix));
        return $"({Beginning} between name({beginning}) and name({beginning + "\U0010FFFF"}) and starts_with(f.file_path, {prefix}))";
    }

    private static string Cut(string text)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > Indexed)
                break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }
}

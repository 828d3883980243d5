using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// Keys and invitations of SecureObs itself, wherever somebody pasted one. They open something, so they are kept nowhere:
/// not as a name, not in a comment, not in a path that a scanner reports.
/// </summary>
public static partial class OwnKeys
{
    public static bool IsIn(string text) => MayBeIn(text) && Key().IsMatch(text);

    public static string Mask(string text) => MayBeIn(text) ? Key().Replace(text, key => SecretMask.Secret(key.Value)) : text;

    private static bool MayBeIn(string text) => text.Contains("sobs_", StringComparison.Ordinal) || text.Contains("sobi_", StringComparison.Ordinal) || text.Contains("sobr_", StringComparison.Ordinal);

    // The checksum is not asked: a key with a typo is all but the key.
    [GeneratedRegex("sob[sir]_[A-Za-z0-9_-]{32,255}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Key();
}

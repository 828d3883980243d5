using System.Text.RegularExpressions;

namespace SecureObs.Masking;

public static partial class SecretMask
{
    private const int ShortestToken = 6;

    /// <summary>
    /// Masks what a secret scanner matched, e.g. <c>apiKey = "v9dn0b…"</c>. Nobody says which part of it is the secret,
    /// so everything that could be it is masked: of a private key all but its kind, of an assignment the value,
    /// of anything else every word of at least 6 characters, or every word when all are shorter.
    /// </summary>
    public static string Match(string match)
    {
        if (PrivateKeyBlocks.MaskWhole(match) is { } key)
            return key;
        if (PrivateKeyBlocks.IsMasked(match))
            return match;

        var (start, shortest) = Secretive(match);
        return match[..start] + Word().Replace(match[start..], word => word.Length >= shortest ? Secret(word.Value) : word.Value);
    }

    /// <summary>The words that <see cref="Match"/> masks, in clear.</summary>
    internal static IEnumerable<string> MaskedWords(string match)
    {
        var (start, shortest) = Secretive(match);
        return Word().Matches(match[start..]).Where(word => word.Length >= shortest).Select(word => word.Value);
    }

    private static (int Start, int ShortestWord) Secretive(string match)
    {
        var assignment = AssignedName().Match(match);
        if (assignment.Success && !LooksLikeASecret(assignment.Groups["name"].ValueSpan))
            return (assignment.Length, 1);
        return (0, Word().Matches(match).Any(word => word.Length >= ShortestToken) ? ShortestToken : 1);
    }

    // Names carry a digit or two; a key that stands left of a colon carries many.
    private static bool LooksLikeASecret(ReadOnlySpan<char> name)
    {
        var digits = 0;
        foreach (var character in name)
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        return digits > 4;
    }

    // `://` is no assignment, and neither is a name with brackets, asterisks or slashes in it.
    [GeneratedRegex("""^(?<name>[\s"'`A-Za-z_$@][\s"'`\w.$@-]{0,79})(?:=>|:=|=|:(?!//))""",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AssignedName();

    [GeneratedRegex("""[^\s"'`,;(){}\[\]<>]+""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}

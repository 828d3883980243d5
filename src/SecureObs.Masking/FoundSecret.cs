using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// Which part of a text the secret is, for its hash. The command and the API ask here, so that both hash the same. Text
/// that is masked holds none: a hash of asterisks would make strangers equal.
/// </summary>
public static class FoundSecret
{
    /// <summary>The secret that a rule about secrets reported in code; null for other rules and when none is recognised.</summary>
    public static SecretString? InCode(string scanner, string ruleId, string? description, string? snippet)
    {
        if (!SecretMask.IsSecretRule(scanner, ruleId))
            return null;
        // Bandit's sentence quotes exactly the secret, its snippet has the lines around it as well.
        var first = scanner.Equals("bandit", StringComparison.OrdinalIgnoreCase) ? description : null;
        return InText(first) ?? InText(snippet);
    }

    /// <summary>The secret in what a secret scanner matched.</summary>
    public static SecretString? InMatch(string? match)
    {
        if (string.IsNullOrWhiteSpace(match) || PrivateKeyBlocks.IsMasked(match))
            return null;
        if (PrivateKeyBlocks.MaskWhole(match) is not null)
            return Longest([match]);
        return Guarded(() => Longest(Pieces(Tokens, match)) ?? Longest(SecretMask.MaskedWords(match)));
    }

    private static SecretString? InText(string? text) => string.IsNullOrWhiteSpace(text) ? null : Guarded(() =>
    {
        // From the surest sign to the weakest.
        foreach (var mask in new Func<string, List<string>, string>[] { PrivateKeyBlocks.Mask, Tokens, (part, found) => SecretAssignments.Mask(part, found), (part, found) => QuotedLiterals.Mask(part, found) })
        {
            if (Longest(Pieces(mask, text)) is { } secret)
                return secret;
        }
        return null;
    });

    private static string Tokens(string text, List<string> found) => KnownTokens.Mask(text, found);

    private static List<string> Pieces(Func<string, List<string>, string> mask, string text)
    {
        var pieces = new List<string>();
        mask(text, pieces);
        return pieces;
    }

    private static SecretString? Longest(IEnumerable<string> pieces) =>
        pieces.Where(piece => !IsMasked(piece)).MaxBy(piece => piece.Length) is { } longest ? new(longest) : null;

    private static bool IsMasked(string piece) => piece.Contains("****", StringComparison.Ordinal)
        || piece.Contains(", masked ", StringComparison.Ordinal) || SecretMask.Secret(piece) == piece;

    private static SecretString? Guarded(Func<SecretString?> find)
    {
        try
        {
            return find();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}

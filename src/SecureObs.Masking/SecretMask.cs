namespace SecureObs.Masking;

/// <summary>
/// Takes secrets out of text before it is stored, sent or logged. The command uses it before it uploads;
/// the API uses it again, because older clients send secrets in clear.
/// A masked secret keeps its length and, when it is long enough to spare them, its first and last characters:
/// <c>AKIA************7EXA</c>. That is enough to recognise one's own secret and useless to anybody else.
/// Masking what is masked already changes nothing, and the time is linear in the length of the text.
/// </summary>
public static partial class SecretMask
{
    /// <summary>
    /// Masks one secret: from 20 characters on the first and last 4 stay, from 12 on the first and last 2,
    /// a shorter one is asterisks only. Quotes, white space and the like never stay, whatever their place.
    /// </summary>
    public static string Secret(string secret) => Secret(secret, whole: false);

    internal static string Secret(string secret, bool whole)
    {
        if (whole)
            return new('*', secret.Length);
        var kept = secret.Length switch { >= 20 => 4, >= 12 => 2, _ => 0 };
        return string.Create(secret.Length, (secret, kept), static (masked, state) =>
        {
            for (var i = 0; i < masked.Length; i++)
            {
                var atAnEnd = i < state.kept || i >= masked.Length - state.kept;
                masked[i] = atAnEnd && IsHarmless(state.secret[i]) ? state.secret[i] : '*';
            }
        });
    }

    /// <summary>
    /// Whether rule names suggest that what the rule found is a secret, so that every literal beside it may be one.
    /// </summary>
    public static bool IsSecretRule(string scanner, string ruleId) =>
        SecretScanners.Contains(scanner)
        || SecretRuleIds.Contains(ruleId)
        || SecretRuleWord().IsMatch(ruleId);

    // A delimiter that stayed at the end of a masked secret would be read as the end of a literal the next time.
    private static bool IsHarmless(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '/' or '+';
}

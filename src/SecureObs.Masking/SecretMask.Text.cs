using System.Text.RegularExpressions;

namespace SecureObs.Masking;

public static partial class SecretMask
{
    /// <summary>
    /// Masks the secrets in a snippet or a description: private keys, tokens of well-known formats, passwords in URLs,
    /// and values assigned to names such as <c>password</c> or <c>api_key</c>.
    /// </summary>
    /// <param name="text">Code, or a sentence about it.</param>
    /// <param name="secretRule">
    /// The rule looks for secrets (<see cref="IsSecretRule"/>): then every quoted literal of 4 characters or more is masked too.
    /// </param>
    public static string Text(string text, bool secretRule = false)
    {
        try
        {
            var masked = PrivateKeyBlocks.Mask(text);
            masked = KnownTokens.Mask(masked);
            masked = SecretAssignments.Mask(masked);
            return secretRule ? QuotedLiterals.Mask(masked) : masked;
        }
        catch (RegexMatchTimeoutException)
        {
            // Text that nobody could read in time is shown to nobody.
            return $"[masked {text.Length} characters]";
        }
    }
}

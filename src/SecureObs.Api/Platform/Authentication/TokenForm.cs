using System.Buffers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// What a token must look like beside its algorithm and key. A signature alone does not tell an access token from other
/// things that the same key signs (RFC 8725, 3.11), an extension that is not understood refuses the token (RFC 7515,
/// 4.1.11), one token has one spelling, and none lives for ever.
/// </summary>
internal static class TokenForm
{
    /// <summary>https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference: always "JWT".</summary>
    private const string Type = "JWT";

    /// <summary>Entra's longest-lived access tokens are good for 28 hours: https://learn.microsoft.com/entra/identity/conditional-access/concept-continuous-access-evaluation</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(48);

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    /// <exception cref="SecurityTokenInvalidTypeException">The token is something else.</exception>
    public static string Validate(string? type, SecurityToken token, TokenValidationParameters parameters) =>
        type == Type && token is JsonWebToken web && !web.TryGetHeaderValue<object>("crit", out _)
        && web.ValidTo - web.ValidFrom <= LongestLife
        && !web.EncodedToken.AsSpan().ContainsAnyExcept(Letters)
            ? Type
            : throw new SecurityTokenInvalidTypeException("Not a token of the form that Entra ID gives for access.");
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Billing.Events;

/// <summary>
/// The header Stripe-Signature: <c>t=SECONDS,v1=HEX[,v1=HEX…]</c>, HMAC-SHA256 over the time, a dot, and the bytes of the
/// body as they came. https://docs.stripe.com/webhooks#verify-manually
/// </summary>
internal static class StripeSignature
{
    /// <summary>So far may its time be from ours: an event that somebody kept is not taken later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    public static bool IsGood(ReadOnlySpan<byte> body, string? header, SecretString secret, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        if (parts.Find(part => part[0] == "t") is not [_, var time]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !(Math.Abs(now.ToUnixTimeSeconds() - (double)seconds) <= Tolerance.TotalSeconds))
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), [.. Encoding.UTF8.GetBytes($"{time}."), .. body], expected);
        var good = false;
        foreach (var part in parts.Where(part => part[0] == "v1" && part[1].Length == 2 * HMACSHA256.HashSizeInBytes))
            good |= Hex(part[1]) is { } signature && CryptographicOperations.FixedTimeEquals(signature, expected);
        return good;
    }

    private static byte[]? Hex(string text) => text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
}

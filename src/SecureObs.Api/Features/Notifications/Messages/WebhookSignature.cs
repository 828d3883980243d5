using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>As Standard Webhooks has it: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</summary>
internal static class WebhookSignature
{
    /// <param name="keys">One, and the one before while it is being rotated.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(Guid id, DateTimeOffset now, string body, IEnumerable<SecretBytes> keys)
    {
        var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{id}.{at}.{body}");
        return
        [
            new("webhook-id", id.ToString()),
            new("webhook-timestamp", at),
            new("webhook-signature", string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key.Reveal(), signed))}"))),
        ];
    }
}

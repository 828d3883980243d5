using System.Security.Cryptography;
using System.Text;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <summary>
/// What a channel keeps secret. The key that signs is derived and stored nowhere; the address is encrypted (AES-256-GCM), and
/// opens for its own channel and tenant alone. Both are made of the installation's key, which no database holds.
/// </summary>
internal sealed class ChannelKeys(SecretHashes installation)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Webhooks are signed with the key before, too, for so long.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    /// <param name="generation">Counts how often it was rotated.</param>
    public SecretBytes SigningKey(Guid tenant, Guid channel, int generation) =>
        installation.KeyFor($"notification-signature/v1/{channel}/{generation}", tenant);

    /// <summary>As Standard Webhooks writes keys.</summary>
    public string SigningKeyText(Guid tenant, Guid channel, int generation) =>
        $"whsec_{Convert.ToBase64String(SigningKey(tenant, channel, generation).Reveal())}";

    public byte[] Seal(Guid tenant, Guid channel, string address)
    {
        var plain = Encoding.UTF8.GetBytes(address);
        var result = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var cipher = Cipher(tenant);
        cipher.Encrypt(result.AsSpan(0, NonceLength), plain, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength), Of(tenant, channel));
        return result;
    }

    /// <returns>Null when it was encrypted by another installation, for another channel, or changed.</returns>
    public SecretString? Open(Guid tenant, Guid channel, byte[]? text)
    {
        if (text is null || text.Length <= NonceLength + TagLength)
            return null;
        var plain = new byte[text.Length - NonceLength - TagLength];
        try
        {
            using var cipher = Cipher(tenant);
            cipher.Decrypt(text.AsSpan(0, NonceLength), text.AsSpan(NonceLength + TagLength), text.AsSpan(NonceLength, TagLength), plain, Of(tenant, channel));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private AesGcm Cipher(Guid tenant) => new(installation.KeyFor("notification-address/v1", tenant).Reveal(), TagLength);

    private static byte[] Of(Guid tenant, Guid channel) => [.. tenant.ToByteArray(bigEndian: true), .. channel.ToByteArray(bigEndian: true)];
}

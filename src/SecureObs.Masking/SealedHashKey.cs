using System.Security.Cryptography;

namespace SecureObs.Masking;

/// <summary>
/// The key for secret hashes of a tenant that came from another installation, as the database may hold it: AES-256-GCM under a key
/// made of the installation's secret, with the tenant's id as associated data. Nonce, tag and 32 bytes one after the other.
/// </summary>
public static class SealedHashKey
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    public const int Length = NonceLength + TagLength + SecretHasher.KeyLength;

    public static byte[] Seal(SecretBytes installation, Guid tenantId, SecretBytes key)
    {
        var result = new byte[Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var cipher = Cipher(installation);
        cipher.Encrypt(result.AsSpan(0, NonceLength), key.Reveal(), result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength),
            tenantId.ToByteArray(bigEndian: true));
        return result;
    }

    /// <exception cref="CryptographicException">It is of another installation or tenant, or was changed.</exception>
    public static SecretBytes Open(SecretBytes installation, Guid tenantId, byte[] text)
    {
        if (text.Length != Length)
            throw new CryptographicException("A sealed key has another length.");
        var key = new byte[SecretHasher.KeyLength];
        using var cipher = Cipher(installation);
        cipher.Decrypt(text.AsSpan(0, NonceLength), text.AsSpan(NonceLength + TagLength), text.AsSpan(NonceLength, TagLength), key,
            tenantId.ToByteArray(bigEndian: true));
        return new(key);
    }

    private static AesGcm Cipher(SecretBytes installation) => new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, installation.Reveal().ToArray(), 32, salt: [], info: "secureobs/sealed-hash-key/v1"u8.ToArray()), TagLength);
}

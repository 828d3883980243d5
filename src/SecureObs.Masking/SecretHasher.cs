using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// Turns a found secret into 16 bytes by which equal secrets of one tenant are known as equal. HMAC-SHA256 under the
/// tenant's key: without the key, which no database holds, nobody can try secrets against a hash.
/// </summary>
public sealed partial class SecretHasher(SecretBytes key)
{
    /// <summary>Bytes of a tenant's key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a hash.</summary>
    public const int Length = 16;

    public byte[] Hash(string secret) => HMACSHA256.HashData(key.Reveal(), Encoding.UTF8.GetBytes(Canonical(secret)))[..Length];

    /// <summary>The hash as it travels: 32 hexadecimal digits.</summary>
    public string HashText(string secret) => Convert.ToHexStringLower(Hash(secret));

    /// <summary>A key for another use, from which nobody gets back to this one.</summary>
    public SecretBytes KeyFor(string use) => new(HKDF.Expand(
        HashAlgorithmName.SHA256, key.Reveal().ToArray(), KeyLength, info: Encoding.UTF8.GetBytes($"secureobs/{use}")));

    /// <summary>The key of a tenant, made of the installation's secret by HKDF-SHA256 (RFC 5869).</summary>
    public static SecretBytes KeyOfTenant(SecretBytes installation, Guid tenantId) => new(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, installation.Reveal().ToArray(), KeyLength, salt: [],
        info: [.. "secureobs/secret-hash/v1/"u8, .. tenantId.ToByteArray(bigEndian: true)]));

    // A private key is the same key however its lines are broken, also in a string literal.
    private static string Canonical(string secret) =>
        secret.Contains("PRIVATE KEY", StringComparison.Ordinal) ? LineBreaks().Replace(secret, "") : secret.Trim();

    [GeneratedRegex(@"\s+|\\r|\\n", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex LineBreaks();
}

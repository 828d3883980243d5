using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>A key that verifies signatures. Its id is made from it, so an id cannot stand for another key.</summary>
/// <param name="IsCurrent">New blocks are signed with it; the others only verify old ones.</param>
public sealed record PublicKey(string Id, byte[] Spki, bool IsCurrent = false)
{
    public const string Algorithm = "ES256";

    /// <param name="spki">SubjectPublicKeyInfo, DER.</param>
    /// <exception cref="CryptographicException">No P-256 public key.</exception>
    public static PublicKey Of(byte[] spki, bool isCurrent = false)
    {
        using var key = Open(spki);
        return new(IdOf(spki), spki, isCurrent);
    }

    internal static string IdOf(byte[] spki) => Convert.ToHexStringLower(SHA256.HashData(spki))[..16];

    internal static ECDsa Open(byte[] spki)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out var read);
            RequireP256(key);
            return read == spki.Length ? key : throw new CryptographicException("Bytes follow the public key.");
        }
        catch (PlatformNotSupportedException exception)
        {
            key.Dispose();
            throw new CryptographicException("The key is on a curve that this system does not know.", exception);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    internal static void RequireP256(ECDsa key)
    {
        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
            throw new CryptographicException("The key is not on the curve P-256.");
    }
}

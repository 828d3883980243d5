using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>A private key, ECDSA P-256. It stays outside the database.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa key;

    private SigningKey(ECDsa key)
    {
        PublicKey.RequireP256(key);
        this.key = key;
        Public = PublicKey.Of(key.ExportSubjectPublicKeyInfo());
    }

    public PublicKey Public { get; }

    public string Id => Public.Id;

    public static SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <param name="pem">PKCS#8, not encrypted.</param>
    /// <exception cref="ArgumentException">No such key.</exception>
    /// <exception cref="CryptographicException">No P-256 key.</exception>
    public static SigningKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return new(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <returns>r and s one after the other, 64 bytes.</returns>
    public byte[] Sign(ReadOnlySpan<byte> digest)
    {
        lock (key)
            return key.SignHash(digest.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <returns>ASN.1 (DER), as openssl and other tools read it: ECDSA with SHA-256 over the message.</returns>
    public byte[] SignMessage(ReadOnlySpan<byte> message)
    {
        lock (key)
            return key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal string ToPem() => key.ExportPkcs8PrivateKeyPem();

    public void Dispose() => key.Dispose();
}

using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>
/// A directory of keys: *.pem with a private key (PKCS#8) may sign, one with only a public key is retired. The current
/// key is the private one whose file name is the last; names begin with the time of creation.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly IReadOnlyList<SigningKey> signing;

    private KeyRing(IReadOnlyList<SigningKey> signing, IEnumerable<PublicKey> retired)
    {
        this.signing = signing;
        Public = new([.. signing.Reverse().Select(key => key.Public with { IsCurrent = key == Current }), .. retired]);
    }

    /// <summary>Signs what is new.</summary>
    public SigningKey Current => signing[^1];

    /// <summary>All keys, the current one first.</summary>
    public PublicKeys Public { get; }

    public bool MaySign(string keyId) => signing.Any(key => key.Id == keyId);

    /// <exception cref="InvalidOperationException">No key may sign, or everybody may read one; the message says what to do.</exception>
    public static KeyRing Load(string directory)
    {
        var signing = new List<SigningKey>();
        var retired = new List<PublicKey>();
        foreach (var file in KeyFiles.In(directory))
        {
            if (file.IsPrivate)
            {
                file.RequirePrivate();
                signing.Add(file.Read(SigningKey.FromPem));
            }
            else
                retired.Add(file.Read(KeyFiles.PublicFromPem));
        }
        return signing.Count > 0
            ? new(signing, retired)
            : throw new InvalidOperationException($"{directory} holds no private key. secureobs-admin keys create makes one.");
    }

    /// <summary>Makes a new key, which becomes the current one, and the directory when there is none.</summary>
    /// <exception cref="InvalidOperationException">Others may read the directory.</exception>
    public static SigningKey Create(string directory, TimeProvider clock)
    {
        KeyFiles.MakeDirectory(directory);
        var key = SigningKey.Generate();
        var name = $"{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}-{key.Id}.pem";
        if (KeyFiles.In(directory) is [.., var newest] && string.CompareOrdinal(newest.Name, name) >= 0)
            throw new InvalidOperationException($"The clock is behind the newest key, {newest.Name}: the new one would not become the current one.");
        KeyFiles.Write(Path.Combine(directory, name), key.ToPem());
        return key;
    }

    /// <summary>Destroys the private half of a key; what it signed still verifies.</summary>
    /// <exception cref="InvalidOperationException">No such key, or the only one that signs.</exception>
    public static void Retire(string directory, string keyId)
    {
        using var ring = Load(directory);
        var key = ring.signing.SingleOrDefault(key => key.Id == keyId)
            ?? throw new InvalidOperationException($"{directory} holds no private key {keyId}.");
        if (ring.signing.Count == 1)
            throw new InvalidOperationException($"{keyId} is the only key that signs. Create the next one first.");
        var file = KeyFiles.In(directory).Single(file => file.IsPrivate && file.Read(pem => { using var read = SigningKey.FromPem(pem); return read.Id; }) == keyId);
        KeyFiles.Replace(file.Path, PemEncoding.WriteString("PUBLIC KEY", key.Public.Spki));
    }

    /// <summary>Adds the public half of a key of another installation: what it signed verifies, and it signs nothing here.</summary>
    public static void AddRetired(string directory, PublicKey key) =>
        KeyFiles.Write(Path.Combine(directory, $"00000000T000000000Z-{key.Id}.pem"), PemEncoding.WriteString("PUBLIC KEY", key.Spki));

    public void Dispose()
    {
        Public.Dispose();
        foreach (var key in signing)
            key.Dispose();
    }
}

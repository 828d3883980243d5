using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>The keys that a verifier trusts, by id.</summary>
public sealed class PublicKeys : IDisposable
{
    private readonly Dictionary<string, ECDsa> open = [];

    /// <exception cref="CryptographicException">One is no P-256 public key.</exception>
    public PublicKeys(IEnumerable<PublicKey> keys)
    {
        All = [.. keys.DistinctBy(key => key.Id)];
        foreach (var key in All)
            open.Add(PublicKey.IdOf(key.Spki), PublicKey.Open(key.Spki));
    }

    public IReadOnlyList<PublicKey> All { get; }

    public bool Contains(string keyId) => open.ContainsKey(keyId);

    /// <summary>False when the signature is another one's or nonsense, or the key is unknown.</summary>
    /// <param name="signature">r and s one after the other, 64 bytes.</param>
    public bool Verify(string keyId, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        if (!open.TryGetValue(keyId, out var key))
            return false;
        lock (key)
            return key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>As <see cref="Verify"/>, of what <see cref="SigningKey.SignMessage"/> signed.</summary>
    /// <param name="signature">ASN.1 (DER).</param>
    public bool VerifyMessage(string keyId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (!open.TryGetValue(keyId, out var key))
            return false;
        lock (key)
            return key.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The document of /.well-known/secureobs-keys.</summary>
    public string ToJson() => JsonText.Object(json =>
    {
        json.WriteStartArray("keys");
        foreach (var key in All)
        {
            json.WriteStartObject();
            json.WriteString("id", key.Id);
            json.WriteString("algorithm", PublicKey.Algorithm);
            json.WriteBase64String("spki", key.Spki);
            json.WriteString("status", key.IsCurrent ? "current" : "retired");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Reads that document, or the keys in the header of an export.</summary>
    /// <exception cref="FormatException">It is none, or an id is not the one of its key.</exception>
    public static PublicKeys Parse(string json)
    {
        using var document = JsonText.Parse(json);
        return new(Read(new(document.RootElement)));
    }

    /// <summary>The keys of a file (that document, or one key as PEM) or of a directory of *.pem. Private halves are not used.</summary>
    /// <exception cref="FormatException">The file holds no keys.</exception>
    /// <exception cref="InvalidOperationException">A PEM is no P-256 key, or the directory holds none.</exception>
    public static PublicKeys Load(string path)
    {
        if (!Directory.Exists(path))
        {
            var text = File.ReadAllText(path);
            return text.Contains("-----BEGIN", StringComparison.Ordinal) ? new([new KeyFile(path, text).Read(KeyFiles.PublicFromPem)]) : Parse(text);
        }
        var files = KeyFiles.In(path);
        return files.Count > 0
            ? new(files.Select(file => file.Read(KeyFiles.PublicFromPem)))
            : throw new InvalidOperationException($"{path} holds no *.pem.");
    }

    internal static IReadOnlyList<PublicKey> Read(JsonFields fields) => [.. fields.Objects("keys").Select(ReadOne)];

    private static PublicKey ReadOne(JsonFields fields)
    {
        try
        {
            var key = PublicKey.Of(fields.Base64("spki"), fields.Has("status") && fields.Text("status") == "current");
            return key.Id == fields.Text("id") ? key : throw new FormatException($"The key {fields.Text("id")} has the id of another key: it is {key.Id}.");
        }
        catch (CryptographicException exception)
        {
            throw new FormatException($"The key {fields.Text("id")} is no P-256 public key.", exception);
        }
    }

    public void Dispose()
    {
        foreach (var key in open.Values)
            key.Dispose();
    }
}

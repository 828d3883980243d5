using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Masking;

namespace SecureObs.Cli.Code;

/// <summary>
/// Hashes words and lines of code under a key of the organisation: the same on every machine that has the key, and nothing
/// to try words against for whoever has not. What it hashed it remembers, as code repeats itself.
/// </summary>
internal sealed class CodeHasher(SecretHasher secrets)
{
    private const int MostRemembered = 200_000;
    private const int LongestRemembered = 200;

    private readonly SecretBytes key = secrets.KeyFor("code-features/v1");
    private readonly Dictionary<string, ulong> known = [];

    public ulong Hash(string text)
    {
        if (known.TryGetValue(text, out var hash))
            return hash;
        hash = BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(key.Reveal(), Encoding.UTF8.GetBytes(text)));
        if (text.Length <= LongestRemembered && known.Count < MostRemembered)
            known[text] = hash;
        return hash;
    }
}

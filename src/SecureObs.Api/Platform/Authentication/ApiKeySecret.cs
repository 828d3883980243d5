using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// The plaintext of an API key. It exists in memory between issuing and showing it, and while a request is
/// authenticated; the database holds only <see cref="Hash"/>.
/// <code>
///   sobs_1aB2cD3e_3Wk0…43 characters…XqT0kZ9b
///   └───┘└──────┘ └─────────────────┘└────┘
///   marker public  256 random bits    checksum of all before it
/// </code>
/// The marker lets secret scanners recognise a leaked key, the public part lets people tell keys apart, the checksum
/// lets a typo be refused without asking the database. 256 random bits need no slow hash.
/// </summary>
internal readonly record struct ApiKeySecret
{
    public const string Marker = "sobs_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private const int PublicLength = 8;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const int BodyLength = 5 + PublicLength + 1 + SecretLength;

    private readonly string plaintext;

    private ApiKeySecret(string plaintext) => this.plaintext = plaintext;

    /// <summary>The part that lists show; it proves nothing.</summary>
    public string PublicPart => plaintext.Substring(Marker.Length, PublicLength);

    public static ApiKeySecret Generate()
    {
        var body = Marker + Random(PublicLength) + "_" + Random(SecretLength);
        return new(body + Checksum(body));
    }

    /// <summary>Accepts a key with white space around it, as pasted into a CI variable; refuses a typo.</summary>
    public static bool TryParse(string? text, out ApiKeySecret secret)
    {
        var trimmed = text?.Trim() ?? "";
        secret = new(trimmed);
        return trimmed.Length == BodyLength + ChecksumLength
            && trimmed.StartsWith(Marker, StringComparison.Ordinal)
            && trimmed[Marker.Length + PublicLength] == '_'
            && !trimmed.AsSpan(Marker.Length, PublicLength).ContainsAnyExcept(Letters)
            && !trimmed.AsSpan(BodyLength - SecretLength, SecretLength).ContainsAnyExcept(Letters)
            && trimmed.AsSpan(BodyLength).SequenceEqual(Checksum(trimmed[..BodyLength]));
    }

    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(plaintext));

    public string Reveal() => plaintext;

    public override string ToString() => Marker + "…";

    private static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    private static string Checksum(string body)
    {
        var number = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        return string.Create(ChecksumLength, number, (digits, rest) =>
        {
            for (var i = 0; i < digits.Length; i++, rest /= (ulong)Alphabet.Length)
                digits[i] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
        });
    }
}

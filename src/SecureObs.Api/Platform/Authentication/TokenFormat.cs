using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// The one format of everything secret that we hand out; the marker says what it is.
/// <code>
///   sobs_1aB2cD3e_3Wk0…43 characters…XqT0kZ9b
///   └───┘└──────┘ └─────────────────┘└────┘
///   marker public  256 random bits    checksum of all before it
/// </code>
/// The marker lets secret scanners recognise a leaked one, the public part lets people tell them apart, the checksum
/// lets a typo be refused without asking the database. 256 random bits need no slow hash.
/// </summary>
internal static class TokenFormat
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private const int MarkerLength = 5;
    private const int PublicLength = 8;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const int BodyLength = MarkerLength + PublicLength + 1 + SecretLength;

    /// <param name="marker">Five characters.</param>
    public static string Generate(string marker)
    {
        var body = marker + Random(PublicLength) + "_" + Random(SecretLength);
        return body + Checksum(body);
    }

    /// <summary>Whether the text is a token of this marker without a typo.</summary>
    public static bool Matches(string marker, string text) =>
        text.Length == BodyLength + ChecksumLength
        && text.StartsWith(marker, StringComparison.Ordinal)
        && text[MarkerLength + PublicLength] == '_'
        && !text.AsSpan(MarkerLength, PublicLength).ContainsAnyExcept(Letters)
        && !text.AsSpan(BodyLength - SecretLength, SecretLength).ContainsAnyExcept(Letters)
        && text.AsSpan(BodyLength).SequenceEqual(Checksum(text[..BodyLength]));

    /// <summary>The part that lists show; it proves nothing.</summary>
    public static string PublicPart(string token) => token.Substring(MarkerLength, PublicLength);

    /// <summary>What the database holds in place of the token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

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

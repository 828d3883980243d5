using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Api.Platform.Authentication;

namespace SecureObs.Api.Tests.Platform;

/// <summary>The table of bad keys. Most are made of a good one, with one thing changed.</summary>
internal static class BadKeys
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>No key by its form: the database is not asked.</summary>
    public static readonly IReadOnlyDictionary<string, (int Status, Func<string, string[]> Lines)> Misshapen = new Dictionary<string, (int, Func<string, string[]>)>
    {
        ["typo: in the marker"] = Key(good => Typo(good, 2)),
        ["typo: in the public part"] = Key(good => Typo(good, 7)),
        ["typo: in the separator"] = Key(good => good[..13] + "-" + good[14..]),
        ["typo: in the secret"] = Key(good => Typo(good, 30)),
        ["typo: in the last character of the secret"] = Key(good => Typo(good, 56)),
        ["typo: in the checksum"] = Key(good => Typo(good, 60)),
        ["typo: two characters swapped"] = Key(Swapped),
        ["marker: in capitals"] = Key(good => "SOBS_" + good[5..]),
        ["marker: of another product"] = Key(good => WithChecksum("sobx_" + good[5..57])),
        ["marker: missing"] = Key(good => good[5..]),
        ["letters: all small"] = Key(good => good.ToLowerInvariant()),
        ["letters: all capitals"] = Key(good => good.ToUpperInvariant()),
        ["letters: an accent, with its checksum"] = Key(good => WithChecksum(good[..30] + "é" + good[31..57])),
        ["letters: a digit of another script, with its checksum"] = Key(good => WithChecksum(good[..30] + "٣" + good[31..57])),
        ["letters: a wide digit, with its checksum"] = Key(good => WithChecksum(good[..30] + "３" + good[31..57])),
        ["letters: a space inside, with its checksum"] = Key(good => WithChecksum(good[..30] + " " + good[31..57])),
        ["letters: a quote inside, with its checksum"] = Key(good => WithChecksum(good[..30] + "'" + good[31..57])),
        ["letters: an underscore inside, with its checksum"] = Key(good => WithChecksum(good[..30] + "_" + good[31..57])),
        ["letters: an invisible character behind"] = Key(good => good + "\u200B"),
        ["letters: a tab inside"] = Key(good => good.Insert(30, "\t")),
        ["letters: a NUL inside"] = Line(400, good => $"X-Api-Key: {good.Insert(30, "\0")}"),
        ["letters: a line break inside"] = Line(400, good => $"X-Api-Key: {good.Insert(30, "\r\n ")}"),
        ["length: one less"] = Key(good => good[..^1]),
        ["length: half"] = Key(good => good[..31]),
        ["length: what lists show"] = Key(good => good[..13]),
        ["length: one more"] = Key(good => good + "0"),
        ["length: twice"] = Key(good => good + good),
        ["length: the marker alone"] = Key(_ => "sobs_"),
        ["length: nothing"] = Key(_ => ""),
        ["length: spaces"] = Key(_ => "   "),
        ["length: 30 KB"] = Key(good => good + new string('x', 30_000)),
        ["length: 100 KB"] = Line(431, good => $"X-Api-Key: {good + new string('x', 100_000)}"),
        ["form: in quotes"] = Key(good => $"\"{good}\""),
        ["form: in base64"] = Key(good => Convert.ToBase64String(Encoding.ASCII.GetBytes(good))),
        ["form: its hash, as stored"] = Key(good => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(good)))),
        ["form: percent-encoded"] = Key(good => good.Replace("_", "%5F", StringComparison.Ordinal)),
        ["form: a statement"] = Key(_ => "' or secret_hash is not null --"),
        ["form: Bearer before it"] = Key(good => $"Bearer {good}"),
        ["place: two headers"] = (401, good => [$"X-Api-Key: {good}", $"X-Api-Key: {good}"]),
        ["place: a good one before a bad one"] = (401, good => [$"X-Api-Key: {good}", "X-Api-Key: x"]),
        ["place: an empty one before a good one"] = (401, good => ["X-Api-Key: ", $"X-Api-Key: {good}"]),
        ["place: two in one header"] = Key(good => $"{good},{good}"),
        ["place: the header of people"] = Line(401, good => $"Authorization: Bearer {good}"),
        ["place: the header of people, by name"] = Line(401, good => $"Authorization: ApiKey {good}"),
        ["place: a header of nearly the name"] = Line(401, good => $"X-Api-Key2: {good}"),
        ["place: a header with an underscore"] = Line(401, good => $"X_Api_Key: {good}"),
        ["place: a cookie"] = Line(401, good => $"Cookie: X-Api-Key={good}"),
    };

    /// <summary>A key by its form that nobody has.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, string>> Unknown = new Dictionary<string, Func<string, string>>
    {
        ["made up"] = _ => ApiKeySecret.Generate().Reveal(),
        ["the public part of a good one"] = good => WithChecksum(good[..14] + ApiKeySecret.Generate().Reveal()[14..57]),
        ["the secret of a good one"] = good => WithChecksum(ApiKeySecret.Generate().Reveal()[..14] + good[14..57]),
        ["nothing but zeros"] = _ => WithChecksum("sobs_00000000_" + new string('0', 43)),
    };

    /// <summary>The checksum as docs and code promise it, computed a second time.</summary>
    public static string WithChecksum(string body)
    {
        var number = new BigInteger(SHA256.HashData(Encoding.UTF8.GetBytes(body)).AsSpan(0, 8), isUnsigned: true);
        return body + string.Concat(Enumerable.Range(0, 6).Select(place => Alphabet[(int)(number / BigInteger.Pow(62, place) % 62)]));
    }

    private static (int, Func<string, string[]>) Key(Func<string, string> key) => Line(401, good => $"X-Api-Key: {key(good)}");

    private static (int, Func<string, string[]>) Line(int status, Func<string, string> line) => (status, good => [line(good)]);

    private static string Typo(string good, int at) => good[..at] + (good[at] == 'a' ? 'b' : 'a') + good[(at + 1)..];

    private static string Swapped(string good)
    {
        var at = Enumerable.Range(20, 30).First(place => good[place] != good[place + 1]);
        return good[..at] + good[at + 1] + good[at] + good[(at + 2)..];
    }
}

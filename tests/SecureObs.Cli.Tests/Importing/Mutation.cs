using System.Text;

namespace SecureObs.Cli.Tests.Importing;

/// <summary>Makes a broken report of a good one, the same for the same numbers.</summary>
internal static class Mutation
{
    private const int LargestReport = 256 * 1024;

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "\"\"", "-1", "0", "1e308", "1e999", "99999999999999999999999999", "-0.0", "\"\\ud800\"", "\"\\u0000\"", "[[[[[[[[]]]]]]]]", "{\"a\":{\"a\":{\"a\":1}}}",
        "\"../../../etc/passwd\"", "\"file:///C:/a%00b\"", "\"%\"", "\"{0}{1}{99}\"", "[null]", "[1,\"2\",{}]", "\"CVE-1-1\"", "2147483648", "\"1e5\"",
    ];

    public static byte[] Of(byte[] report, Random random)
    {
        var changed = report;
        for (var left = random.Next(1, 5); left > 0; left--)
            changed = Once(changed, random);
        return changed;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
            return Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]);
        var at = random.Next(bytes.Length);
        switch (random.Next(8))
        {
            case 0:
                return bytes[..at];
            case 1:
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 2:
                var noise = new byte[random.Next(1, 8)];
                random.NextBytes(noise);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
            case 3:
                var depth = random.Next(1, 400);
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(new string('[', depth)), .. bytes[at..]];
            case 4 when bytes.Length < LargestReport:
                var end = Math.Min(bytes.Length, at + random.Next(1, 4_000));
                return [.. bytes[..end], .. bytes[at..end], .. bytes[end..]];
            case 5:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(1, 200))..]];
            default:
                return Replaced(bytes, at, random);
        }
    }

    /// <summary>Another value, of another type, behind the next colon; or a member twice.</summary>
    private static byte[] Replaced(byte[] bytes, int at, Random random)
    {
        var colon = Array.IndexOf(bytes, (byte)':', at);
        if (colon < 0)
            return bytes;
        var end = colon + 1;
        for (var (nested, quoted) = (0, false); end < bytes.Length; end++)
        {
            quoted ^= bytes[end] == '"' && bytes[end - 1] != '\\';
            nested += quoted ? 0 : bytes[end] is (byte)'{' or (byte)'[' ? 1 : bytes[end] is (byte)'}' or (byte)']' ? -1 : 0;
            if (!quoted && (nested < 0 || (nested == 0 && bytes[end] == ',')))
                break;
        }
        return [.. bytes[..(colon + 1)], .. Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]), .. bytes[end..]];
    }
}

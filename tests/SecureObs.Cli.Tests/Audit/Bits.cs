namespace SecureObs.Cli.Tests.Audit;

/// <summary>The same value with one bit changed. A bit beyond the value counts from the start again.</summary>
internal static class Bits
{
    public static byte[] Flip(byte[] value, int bit)
    {
        var changed = value.ToArray();
        changed[bit / 8 % value.Length] ^= (byte)(1 << bit % 8);
        return changed;
    }

    public static Guid Flip(Guid value, int bit) => new(Flip(value.ToByteArray(), bit));

    /// <summary>One of the low 50 bits of its microseconds, which keeps it a time.</summary>
    public static DateTimeOffset Flip(DateTimeOffset value, int bit)
    {
        var microseconds = (value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return DateTimeOffset.UnixEpoch.AddTicks((microseconds ^ 1L << bit % 50) * TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>One of the low 5 bits of a character, which keeps it text.</summary>
    public static string Flip(string value, int bit)
    {
        var characters = value.ToCharArray();
        characters[bit / 5 % characters.Length] ^= (char)(1 << bit % 5);
        return new(characters);
    }
}

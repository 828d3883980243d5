using System.Globalization;

namespace SecureObs.Audit;

/// <summary>Times of the audit: whole microseconds, as PostgreSQL keeps them.</summary>
public static class AuditTime
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Microseconds since 1970-01-01T00:00Z; what is finer is cut.</summary>
    public static long Microseconds(DateTimeOffset time) =>
        time.UtcTicks / TimeSpan.TicksPerMicrosecond - DateTimeOffset.UnixEpoch.UtcTicks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time as a database or a file gives it back.</summary>
    public static DateTimeOffset Cut(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Only the one way of writing it: two texts of one time could not be told apart by a hash.</summary>
    /// <exception cref="FormatException">It is no such time.</exception>
    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}

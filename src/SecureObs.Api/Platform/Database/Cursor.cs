using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SecureObs.Api.Platform.Database;

/// <summary>
/// Where a page ended, as the opaque text that the next request gives back: the sort values of its last row. Pages
/// start behind a row and not at a number, so they cost the same however deep, and skip nothing when rows arrive.
/// </summary>
internal static class Cursor
{
    public static string Write(params object[] values) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', values.Select(Text))));

    /// <summary>The parts of a cursor, or null when the text is none of ours. The last part may have any characters.</summary>
    public static string[]? Read(string text, int parts, int longest = 200)
    {
        if (text.Length > longest || !Base64Url.IsValid(text))
            return null;
        var values = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', parts);
        return values.Length == parts ? values : null;
    }

    public static bool TryTime(string text, out DateTime at)
    {
        var isTime = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks;
        at = new DateTime(isTime ? ticks : 0, DateTimeKind.Utc);
        return isTime;
    }

    private static string Text(object value) => value switch
    {
        DateTime at => at.Ticks.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

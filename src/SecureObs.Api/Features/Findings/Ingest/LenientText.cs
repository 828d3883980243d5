using System.Globalization;
using System.Text;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>Reads a JSON string that holds half a surrogate pair: Python writes one for a file name that is no Unicode.</summary>
internal static class LenientText
{
    /// <param name="json">A valid JSON string with its quotes.</param>
    /// <returns>The text with U+FFFD for each half pair.</returns>
    public static string Read(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 1; i < json.Length - 1; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
                continue;
            }
            i++;
            if (json[i] == 'u')
            {
                text.Append((char)ushort.Parse(json.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(json[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
            }
        }
        return WithoutHalfPairs(text.ToString());
    }

    private static string WithoutHalfPairs(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

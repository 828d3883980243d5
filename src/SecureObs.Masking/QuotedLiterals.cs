using System.Text;

namespace SecureObs.Masking;

/// <summary>Every quoted literal, for findings of rules that look for secrets.</summary>
internal static class QuotedLiterals
{
    private const int Shortest = 4;

    /// <param name="found">Receives the literals that were masked, in clear.</param>
    /// <param name="whole">Nothing of a literal stays, not even its ends.</param>
    public static string Mask(string text, List<string>? found = null, bool whole = false)
    {
        var (result, at) = (new StringBuilder(text.Length), 0);
        while (at < text.Length)
        {
            if (!Literals.IsQuote(text[at]) || !Literals.Opens(text, at))
            {
                result.Append(text[at++]);
                continue;
            }
            var (start, end, after) = Literals.Read(text, at);
            var content = text[start..end];
            if (content.Length >= Shortest)
                found?.Add(content);
            result.Append(text, at, start - at)
                .Append(content.Length >= Shortest ? SecretMask.Secret(content, whole) : content)
                .Append(text, end, after - end);
            at = after;
        }
        return result.ToString();
    }
}

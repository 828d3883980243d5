using System.Text;

namespace SecureObs.Masking;

/// <summary>Every quoted literal, for findings of rules that look for secrets.</summary>
internal static class QuotedLiterals
{
    private const int Shortest = 4;

    public static string Mask(string text)
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
            result.Append(text, at, start - at)
                .Append(content.Length >= Shortest ? SecretMask.Secret(content) : content)
                .Append(text, end, after - end);
            at = after;
        }
        return result.ToString();
    }
}

using System.Buffers;
using System.Text.RegularExpressions;

namespace SecureObs.Masking;

/// <summary>
/// Secrets that are recognised by their own form. Each form starts at the start of a word, so a word is read once,
/// and what is repeated without bound is one class of characters: no backtracking that grows with the text.
/// </summary>
internal static partial class KnownTokens
{
    /// <param name="found">Receives what was masked, in clear.</param>
    /// <param name="whole">Nothing of a secret stays, not even its ends.</param>
    public static string Mask(string text, List<string>? found = null, bool whole = false)
    {
        var masked = text.AsSpan().ContainsAny(Beginnings) ? Prefixed().Replace(text, token => Secret(token.Value)) : text;
        if (HasKeyLine(masked))
            masked = KeyLine().Replace(masked, line => Secret(line.Value));
        return !masked.Contains("://", StringComparison.Ordinal) ? masked : InUrl().Replace(masked, url =>
        {
            var secret = url.Groups["secret"];
            return string.Concat(url.ValueSpan[..(secret.Index - url.Index)], Secret(secret.Value), "@");
        });

        string Secret(string secret)
        {
            found?.Add(secret);
            return SecretMask.Secret(secret, whole);
        }
    }

    private const int ShortestKeyLine = 60;
    private static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static bool HasKeyLine(ReadOnlySpan<char> text)
    {
        while (text.Length >= ShortestKeyLine)
        {
            if (text.IndexOfAnyExcept(Base64) is var run && (run < 0 || run >= ShortestKeyLine))
                return true;
            text = text[(run + 1)..];
        }
        return false;
    }

    /// <summary>One of them is in every text that <see cref="Prefixed"/> matches: most texts need not be read closely.</summary>
    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        [
            "AKIA", "ASIA", "ABIA", "ACCA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-",
            "glft-", "glimt-", "glagent-", "glsoat-", "xox", "xapp-", "hooks.slack.com/", "sk_", "rk_", "pk_", "whsec_", "AIza", "ya29.", "GOCSPX-", "npm_",
            "pypi-", "rubygems_", "sobs_", "sobi_", "sobr_", "sk-", "SG.", "hvs.", "hvb.", "dop_v1_", "shpat_", "shpca_", "shppa_", "shpss_", "dapi", "key-", "AC", "SK",
            "eyJ", "==",
        ],
        StringComparison.Ordinal);

    [GeneratedRegex("""
        (?<![A-Za-z0-9_])(?:
            (?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}                            # AWS access key id
          | gh[pousr]_[A-Za-z0-9]{20,255} | github_pat_[A-Za-z0-9_]{20,255} # GitHub
          | gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat)-[A-Za-z0-9_.-]{16,255} # GitLab
          | xox[abeoprs]-[A-Za-z0-9-]{8,255} | xapp-[A-Za-z0-9-]{8,255}     # Slack
          | hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9/_+-]{16,255}
          | (?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,255} | whsec_[A-Za-z0-9+/=]{16,255} # Stripe
          | AIza[A-Za-z0-9_-]{35} | ya29\.[A-Za-z0-9_.-]{16,512} | GOCSPX-[A-Za-z0-9_-]{20,64} # Google
          | npm_[A-Za-z0-9]{30,64} | pypi-[A-Za-z0-9_-]{30,512} | rubygems_[a-f0-9]{40,64}
          | sob[sir]_[A-Za-z0-9_-]{8,255}                                    # SecureObs
          | sk-[A-Za-z0-9_-]{20,255}                                        # OpenAI, Anthropic
          | SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}                  # SendGrid
          | hv[sb]\.[A-Za-z0-9_-]{20,255} | dop_v1_[a-f0-9]{60,70} | shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32} # Vault, DigitalOcean, Shopify
          | dapi[a-f0-9]{32} | key-[a-f0-9]{32} | AC[a-f0-9]{32} | SK[a-f0-9]{32} # Databricks, Mailgun, Twilio
          | eyJ(?>[A-Za-z0-9_-]{8,4096})\.(?>[A-Za-z0-9_-]{8,8192})(?:\.[A-Za-z0-9_-]{0,4096})? # JSON web token
        )
        | (?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==                             # Azure storage account key
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Prefixed();

    // Lines from the middle of a private key: nothing but base64, as long as PEM lines are.
    [GeneratedRegex(@"(?<=^[\t ]{0,64})[A-Za-z0-9+/]{60,}={0,2}(?=[\t ]*\r?$)",
        RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex KeyLine();

    [GeneratedRegex("""://(?:[^\s/:@"'`<>]{0,128}:(?<secret>[^\s/"'`<>]{1,256})|(?<secret>[^\s/:@"'`<>]{20,256}))@""",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex InUrl();
}

using System.Text.RegularExpressions;

namespace SecureObs.Masking;

public static partial class SecretMask
{
    private static readonly HashSet<string> SecretScanners = new(StringComparer.OrdinalIgnoreCase) { "gitleaks", "trufflehog", "detect-secrets" };

    private static readonly HashSet<string> SecretRuleIds = new(StringComparer.OrdinalIgnoreCase)
    {
        // Bandit: hardcoded password as string, as argument, as default.
        "B105", "B106", "B107",
        // DevSkim: tokens or keys in source, private key, provider token, Azure storage key.
        "DS117838", "DS173237", "DS173238", "DS173239", "DS173240",
    };

    [GeneratedRegex("secret|passw|pwd|credential|token|key[-_.]?leak|api[-_.]?key|private[-_.]?key|access[-_.]?key|hard-?coded|no-entropy",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretRuleWord();
}

using System.Text;

namespace SecureObs.Cli.Importing;

/// <summary>The scanner's key for the name that a tool gives itself in a report.</summary>
internal static class ToolKeys
{
    /// <summary>The API takes no longer one.</summary>
    public const int Longest = 64;

    // Names as the tools write them, in lower case, where the key is not just the name.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["semgrep oss"] = "semgrep",
        ["semgrep pro"] = "semgrep",
        ["opengrep oss"] = "opengrep",
        ["codeql command-line toolchain"] = "codeql",
        ["snykcode"] = "snyk",
        ["snyk code"] = "snyk",
        ["snyk open source"] = "snyk",
        ["snyk container"] = "snyk",
        ["snyk iac"] = "snyk",
        ["snyk cli"] = "snyk",
        ["eslint"] = "eslint-security",
        ["osv scanner"] = "osv-scanner",
        ["osv-scanner"] = "osv-scanner",
        ["microsoft devskim"] = "devskim",
        ["sonarqube cloud"] = "sonarqube",
        ["sonarcloud"] = "sonarqube",
        ["trivy vulnerability scanner"] = "trivy",
        ["zap"] = "owasp-zap",
        ["owasp zap"] = "owasp-zap",
        ["zap by checkmarx"] = "owasp-zap",
    };

    /// <returns>Lower case, with digits and hyphens; <c>unknown</c> for a name without letters.</returns>
    public static string Of(string? name)
    {
        var lower = (name ?? "").Trim().ToLowerInvariant();
        return Known.TryGetValue(lower, out var key) ? key
            // "Snyk Container (alpine)", "CodeQL 2.16": the longest known beginning.
            : Known.Where(known => known.Key.Contains(' ', StringComparison.Ordinal) && lower.StartsWith(known.Key + " ", StringComparison.Ordinal)).Select(known => known.Value).FirstOrDefault() ?? Slug(lower);
    }

    public static bool IsKey(string text) => text.Length is > 0 and <= Longest && text == Slug(text.ToLowerInvariant());

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name)
        {
            if (slug.Length == Longest)
                break;
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '_')
                slug.Append(character);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }
        return slug.ToString().Trim('-') is { Length: > 0 } text ? text : "unknown";
    }
}

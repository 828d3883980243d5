using System.Globalization;
using System.Text.RegularExpressions;
using SecureObs.Cli.Drivers;
using SecureObs.Masking;

namespace SecureObs.Cli.Code;

/// <summary>
/// Comments in code that ask a tool to ignore a finding. The tools run with ignoring switched off, so that nothing is lost;
/// what the code asks for is told beside the finding. Of ESLint the comments for one line are known, not those for a block.
/// </summary>
internal static partial class SourceIgnores
{
    private const int Longest = 200;
    private const int MostLines = 20;

    // The list of rules, when there is one, is the group "rules"; without one the comment speaks of all.
    private static readonly Dictionary<string, (Regex? OnLine, Regex? OnLineAbove)> Markers = new()
    {
        ["bandit"] = (Nosec(), null),
        ["semgrep"] = (Nosem(), NosemAlone()),
        ["gitleaks"] = (GitleaksAllow(), null),
        ["eslint-security"] = (EslintLine(), EslintNextLine()),
        ["devskim"] = (DevSkimIgnore(), null),
    };

    /// <returns>The comment, secrets masked; null when there is none for this finding.</returns>
    public static string? Of(string scanner, Finding finding, IReadOnlyList<string> lines)
    {
        if (finding.StartLine is not { } first || first < 1 || first > lines.Count || !Markers.TryGetValue(scanner, out var markers))
            return null;
        var last = Math.Clamp(finding.EndLine ?? first, first, Math.Min(lines.Count, first + MostLines - 1));
        var found = Enumerable.Range(first, last - first + 1).Select(line => Match(markers.OnLine, lines[line - 1], finding.RuleId))
            .Prepend(first > 1 ? Match(markers.OnLineAbove, lines[first - 2], finding.RuleId) : null)
            .FirstOrDefault(comment => comment is not null);
        return found is null ? null : Cut(SecretMask.Text(found));
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];

    private static string? Match(Regex? marker, string line, string rule)
    {
        try
        {
            return marker?.Match(line) is { Success: true } comment && SpeaksOf(comment, rule) ? comment.Value.Trim() : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static bool SpeaksOf(Match comment, string rule)
    {
        if (comment.Groups["until"] is { Success: true } until && DateOnly.TryParse(until.ValueSpan, CultureInfo.InvariantCulture, out var day)
            && day < DateOnly.FromDateTime(DateTime.UtcNow))
            return false;
        var rules = comment.Groups["rules"].Captures.Select(named => named.Value).ToList();
        return rules.Count == 0 || rules.Any(named => named.Equals("all", StringComparison.OrdinalIgnoreCase) || named.Equals(rule, StringComparison.OrdinalIgnoreCase)
            || rule.EndsWith("." + named, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"#\s*nosec\b(?:[:,\s]+(?<rules>B[0-9]{3})\b)*.{0,200}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Nosec();

    [GeneratedRegex(@"(?:#|//|/\*|<!--|--)\s*nosem(?:grep)?\b(?:(?:\s*:\s*|\s*,\s*)(?<rules>[\w.-]{1,200}))*.{0,200}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Nosem();

    [GeneratedRegex(@"^\s*(?:#|//|/\*|<!--|--)\s*nosem(?:grep)?\b(?:(?:\s*:\s*|\s*,\s*)(?<rules>[\w.-]{1,200}))*.{0,200}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NosemAlone();

    [GeneratedRegex("gitleaks:allow.{0,200}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GitleaksAllow();

    [GeneratedRegex(@"eslint-disable-line(?![\w-])(?:[\s,]+(?!--)(?<rules>[\w@/-]{1,200}))*.{0,200}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EslintLine();

    [GeneratedRegex(@"eslint-disable-next-line(?![\w-])(?:[\s,]+(?!--)(?<rules>[\w@/-]{1,200}))*.{0,200}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EslintNextLine();

    [GeneratedRegex(@"DevSkim:\s*ignore\s+(?<rules>DS[0-9]{6}|all)(?:\s*,\s*(?<rules>DS[0-9]{6}|all))*(?:\s+until\s+(?<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?.{0,200}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DevSkimIgnore();
}

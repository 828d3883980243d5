using System.Text.RegularExpressions;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing;

/// <summary>What texts of reports mean in the words of a finding.</summary>
internal static partial class Words
{
    /// <summary>The weaknesses that texts name, each once: <c>CWE-79</c>, <c>external/cwe/cwe-079</c>, <c>CWE-79: Cross-site …</c>.</summary>
    /// <returns>Null when none is named.</returns>
    public static IReadOnlyList<string>? Cwes(IEnumerable<string?> texts) =>
        texts.OfType<string>().SelectMany(text => Cwe().Matches(text)).Select(match => $"CWE-{match.Groups[1].Value.TrimStart('0')}")
            .Where(cwe => cwe != "CWE-").Distinct().Take(50).ToArray() is { Length: > 0 } cwes ? cwes : null;

    /// <summary>Weaknesses that are told as numbers: <c>79</c>, <c>134, 787</c>.</summary>
    public static IEnumerable<string> CweNumbers(string? text) => text is not null && text.All(character => char.IsAsciiDigit(character) || character is ',' or ' ')
        ? text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => $"CWE-{number}")
        : text is null ? [] : [text];

    /// <summary>GitHub's scale for <c>security-severity</c>, which is CVSS's.</summary>
    public static Severity OfScore(double score) => score switch
    {
        >= 9 => Severity.Critical,
        >= 7 => Severity.High,
        >= 4 => Severity.Medium,
        > 0 => Severity.Low,
        0 => Severity.Info,
        _ => Severity.Unknown,
    };

    /// <summary>The names of advisories in a text, such as an address.</summary>
    public static IReadOnlyList<string> Advisories(string? text) => [.. Advisory().Matches(text ?? "").Select(match => match.Value).Distinct()];

    /// <summary>Which version has the weakness no more.</summary>
    public static string? FixedIn(IEnumerable<string> versions) => string.Join(", ", versions.Take(10)) is { Length: > 0 } all ? $"Fixed in {all}." : null;

    /// <summary>What is wrong with which version of a package.</summary>
    public static string? Titled(string? package, string? version, string? what) => string.IsNullOrWhiteSpace(package) ? what : $"{$"{package} {version}".TrimEnd()}: {what}";

    /// <summary>Different texts below each other, the first on top.</summary>
    public static string Paragraphs(params IEnumerable<string?> texts) =>
        string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text!.Trim()).Distinct());

    [GeneratedRegex(@"\b(?:CVE-[0-9]{4}-[0-9]{4,10}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Advisory();

    [GeneratedRegex(@"\bcwe[-: _]?([0-9]{1,6})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cwe();
}

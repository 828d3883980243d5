using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>The rules of one SARIF run, gathered from its results: what a scanner says of its rules is not stored.</summary>
internal sealed partial class SarifRules
{
    /// <summary>Of a rule, docs.github.com, "SARIF support for code scanning".</summary>
    private const int MostTags = 20;
    private const int MostText = 1_000;

    private sealed record Rule(string Id)
    {
        public short Severity { get; set; }
        public SortedSet<string> Cwe { get; } = new(StringComparer.Ordinal);
        public string? Advisory { get; set; }

        /// <summary>What every result of it says; null when they say different things.</summary>
        public string? Title { get; set; }
    }

    private readonly List<Rule> rules = [];
    private readonly Dictionary<string, int> numbers = [];

    /// <summary>The number of the finding's rule in the list that will be written.</summary>
    public int Number(ExportedFinding finding)
    {
        var title = finding.Title.Length > MostText ? finding.Title[..MostText] : finding.Title;
        if (!numbers.TryGetValue(finding.RuleId, out var number))
        {
            numbers[finding.RuleId] = number = rules.Count;
            rules.Add(new(finding.RuleId) { Title = title, Advisory = finding.Advisory });
        }
        var rule = rules[number];
        rule.Severity = Math.Max(rule.Severity, finding.Severity);
        rule.Cwe.UnionWith(finding.Cwe);
        rule.Title = rule.Title == title ? title : null;
        rule.Advisory = rule.Advisory == finding.Advisory ? finding.Advisory : null;
        return number;
    }

    public void WriteAndForget(Utf8JsonWriter json, string scanner)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
            Write(json, scanner, rule);
        json.WriteEndArray();
        rules.Clear();
        numbers.Clear();
    }

    public static string Level(short severity) => (Severity)severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        Severity.Low or Severity.Info => "note",
        _ => "none",
    };

    private static void Write(Utf8JsonWriter json, string scanner, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        WriteText(json, "shortDescription", rule.Title ?? rule.Id);
        WriteText(json, "fullDescription", $"{rule.Title ?? rule.Id} ({scanner} {rule.Id})");
        WriteHelp(json, scanner, rule);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("security-severity", Score(rule.Severity));
        json.WriteStartArray("tags");
        foreach (var tag in rule.Cwe.Select(cwe => $"external/cwe/{cwe.ToLowerInvariant()}").Prepend("security").Distinct().Take(MostTags))
            json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>As text and as markdown, in which what a scanner said stays text.</summary>
    private static void WriteHelp(Utf8JsonWriter json, string scanner, Rule rule)
    {
        var links = Links(rule).ToList();
        json.WriteStartObject("help");
        json.WriteString("text", string.Join('\n', links.Select(link => $"{link.Name}: {link.Address}").Prepend($"Found by the rule {rule.Id} of {scanner}.")));
        json.WriteString("markdown", string.Join('\n', links.Select(link => $"- [{link.Name}]({link.Address})").Prepend($"Found by the rule {Code(rule.Id)} of {Code(scanner)}.\n")));
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Address)> Links(Rule rule)
    {
        foreach (var cwe in rule.Cwe.Where(cwe => NumberedWeakness().IsMatch(cwe)))
            yield return (cwe, $"https://cwe.mitre.org/data/definitions/{cwe[4..]}.html");
        if (rule.Advisory is { } advisory && NumberedAdvisory().IsMatch(advisory))
            yield return (advisory, $"https://osv.dev/vulnerability/{advisory}");
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Code(string text) => $"`{text.Replace('`', '\'').ReplaceLineEndings(" ")}`";

    /// <summary>The middle of the range that CVSS 3.1 gives the word, by which others sort.</summary>
    private static string Score(short severity) => (Severity)severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        Severity.Low => "2.0",
        _ => "0.0",
    };

    [GeneratedRegex(@"\ACWE-[0-9]{1,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedWeakness();

    [GeneratedRegex(@"\A[A-Z]{2,10}-[A-Za-z0-9-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedAdvisory();
}

using System.Text.Json;
using SecureObs.Api.Domain;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>SARIF 2.1.0 (OASIS, 2020) with one run for each scanner. Rules follow their results: only they are kept.</summary>
internal sealed class SarifWriter(Stream body, ExportHead head) : IFindingWriter
{
    private sealed record Rule(string Id)
    {
        public short Severity { get; set; }
        public HashSet<string> Cwe { get; } = [];
    }

    private readonly Utf8JsonWriter json = new(body);
    private readonly List<Rule> rules = [];
    private readonly Dictionary<string, int> numbers = [];
    private string? scanner;

    public Task StartAsync(CancellationToken ct)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        return json.FlushAsync(ct);
    }

    public Task WriteAsync(IReadOnlyList<ExportedFinding> findings, CancellationToken ct)
    {
        foreach (var finding in findings)
        {
            if (finding.Scanner != scanner)
            {
                EndRun();
                scanner = finding.Scanner;
                json.WriteStartObject();
                json.WriteString("columnKind", "utf16CodeUnits");
                json.WriteStartArray("results");
            }
            Write(finding);
        }
        return json.FlushAsync(ct);
    }

    public async Task EndAsync(CancellationToken ct)
    {
        EndRun();
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    public ValueTask DisposeAsync() => json.DisposeAsync();

    private void Write(ExportedFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", Number(finding));
        json.WriteString("level", Level(finding.Severity));
        json.WriteStartObject("message");
        json.WriteString("text", finding.Description is { Length: > 0 } said ? said : finding.RuleId);
        json.WriteEndObject();
        if (finding.FilePath is { } path)
            WriteLocation(path, finding);
        json.WriteStartObject("partialFingerprints");
        json.WriteString("secureobs/v1", Convert.ToHexStringLower(finding.Fingerprint));
        json.WriteEndObject();
        WriteSuppressions(finding);
        if (finding.State is FindingStatus.Resolved)
            json.WriteString("baselineState", "absent");
        json.WriteStartObject("properties");
        json.WriteString("secureobs-id", finding.Id);
        json.WriteString("secureobs-project", finding.ProjectName);
        json.WriteString("secureobs-severity", finding.SeverityWord);
        json.WriteString("secureobs-status", finding.StatusWord);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteLocation(string path, ExportedFinding finding)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteEndObject();
        if (finding.StartLine is { } start)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", start);
            if (finding.Column is { } column)
                json.WriteNumber("startColumn", column);
            if (finding.EndLine is { } end && end >= start)
                json.WriteNumber("endLine", end);
            if (finding.Snippet is { } snippet)
            {
                json.WriteStartObject("snippet");
                json.WriteString("text", snippet);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The list is there when it is empty, too: without it nobody would know whether the result is suppressed.</summary>
    private void WriteSuppressions(ExportedFinding finding)
    {
        json.WriteStartArray("suppressions");
        if (finding.IsSuppressed)
            WriteSuppression("external", "accepted", $"{finding.StatusWord}: {finding.Justification}");
        // What the code asks for suppresses nothing by itself.
        if (finding.IgnoredInSource is { } said)
            WriteSuppression("inSource", finding.IsSuppressed ? "accepted" : "underReview", said);
        json.WriteEndArray();
    }

    private void WriteSuppression(string kind, string status, string justification)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("status", status);
        json.WriteString("justification", justification);
        json.WriteEndObject();
    }

    private int Number(ExportedFinding finding)
    {
        if (!numbers.TryGetValue(finding.RuleId, out var number))
        {
            numbers[finding.RuleId] = number = rules.Count;
            rules.Add(new(finding.RuleId));
        }
        rules[number].Severity = Math.Max(rules[number].Severity, finding.Severity);
        rules[number].Cwe.UnionWith(finding.Cwe);
        return number;
    }

    private void EndRun()
    {
        if (scanner is null)
            return;
        json.WriteEndArray();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", scanner);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteStartObject("properties");
            json.WriteString("security-severity", Score(rule.Severity));
            json.WriteStartArray("tags");
            foreach (var tag in rule.Cwe.Order(StringComparer.Ordinal).Select(cwe => $"external/cwe/{cwe.ToLowerInvariant()}").Prepend("security").Distinct())
                json.WriteStringValue(tag);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"secureobs/{head.Id}/{Uri.EscapeDataString(scanner)}");
        json.WriteEndObject();
        json.WriteEndObject();
        rules.Clear();
        numbers.Clear();
    }

    private static string Level(short severity) => (Severity)severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        Severity.Low or Severity.Info => "note",
        _ => "none",
    };

    /// <summary>The middle of the range that CVSS 3.1 gives the word, by which others sort.</summary>
    private static string Score(short severity) => (Severity)severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        Severity.Low => "2.0",
        _ => "0.0",
    };
}

using System.Text.Json;
using SecureObs.Api.Domain;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>
/// SARIF 2.1.0 (OASIS, 2020) as GitHub code scanning takes it: a run for each scanner, and another one for what is more than
/// <see cref="MostResults"/>. Rules follow their results: only they are kept.
/// </summary>
internal sealed class SarifWriter(Stream body, ExportHead head) : IFindingWriter
{
    /// <summary>Of a run, docs.github.com, "SARIF support for code scanning".</summary>
    public const int MostResults = 25_000;

    private readonly Utf8JsonWriter json = new(body);
    private readonly SarifRules rules = new();
    private string? scanner;
    private int results;

    /// <summary>Which run of its scanner it is, from 1.</summary>
    private int part;

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
            if (finding.Scanner != scanner || results == MostResults)
                StartRun(finding.Scanner);
            Write(finding);
            results++;
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

    private void StartRun(string of)
    {
        EndRun();
        part = of == scanner ? part + 1 : 1;
        (scanner, results) = (of, 0);
        json.WriteStartObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
    }

    private void Write(ExportedFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.RuleId);
        json.WriteNumber("ruleIndex", rules.Number(finding));
        json.WriteString("level", SarifRules.Level(finding.Severity));
        json.WriteStartObject("message");
        json.WriteString("text", finding.Description is { Length: > 0 } said ? said : finding.RuleId);
        json.WriteEndObject();
        WriteLocation(finding);
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

    /// <summary>Code scanning shows nothing without a file and a line: what has none is about the whole, and stands at its top.</summary>
    private void WriteLocation(ExportedFinding finding)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", finding.FilePath is { Length: > 0 } path ? string.Join('/', path.Split('/').Select(Uri.EscapeDataString)) : ".");
        json.WriteEndObject();
        WriteRegion(finding);
        json.WriteEndObject();
        if ((finding.ResourceAddress ?? finding.PackageUrl) is { } what)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", what);
            json.WriteString("kind", finding.ResourceAddress is null ? "package" : "resource");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteRegion(ExportedFinding finding)
    {
        var start = finding.StartLine ?? 1;
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

    private void EndRun()
    {
        if (scanner is null)
            return;
        json.WriteEndArray();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", scanner);
        rules.WriteAndForget(json, scanner);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails");
        json.WriteString("id", $"{head.Category}/{Uri.EscapeDataString(scanner)}{(part > 1 ? $"/{part}" : "")}/{head.Id}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>Many languages, by patterns. docs/scanners/devskim.md</summary>
internal sealed partial class DevSkim : IScannerDriver
{
    public string Key => "devskim";
    public string Program => "devskim";
    public string InstallHint => "dotnet tool install --global Microsoft.CST.DevSkim.CLI";
    public string SendsToThirdParties => "nothing";
    public SupportedVersions Supported { get; } = new("1.0", "2.0");

    // -d: comments in the scanned code do not silence a rule.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "analyze",
        "-I", plan.Workspace,
        "-O", plan.ReportPath,
        "-f", "sarif",
        "-g", "**/.git/**,**/node_modules/**,**/bin/**,**/obj/**",
        "-d", "-x", "Error",
    ]);

    // Findings do not change the exit code unless asked with -E.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files) =>
        new([.. Report.Each(Report.Read(report, DevSkimJson.Default.Sarif).Runs).SelectMany(run =>
        {
            var rules = Report.Each(run.Tool?.Driver?.Rules ?? []).DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id);
            return Report.Each(run.Results).Select(result => Read(result, rules.GetValueOrDefault(result.RuleId), files));
        })]);

    private Finding Read(Result result, Rule? rule, ScannedFiles files)
    {
        var place = result.Locations is [{ Place: { } first }, ..] ? first : null;
        var uri = place?.File?.Uri;
        var file = files.Locate(uri is null ? null : Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? absolute.LocalPath
            : Uri.UnescapeDataString(uri));
        // Its own snippet is the few characters that matched.
        var code = files.Lines(file, place?.Region?.StartLine, place?.Region?.EndLine) ?? place?.Region?.Snippet?.Text;
        return Finding.InCode(Key, result.RuleId, SeverityOf(result), Description(result, rule), file, code) with
        {
            StartLine = place?.Region?.StartLine,
            EndLine = place?.Region?.EndLine ?? place?.Region?.StartLine,
            StartColumn = place?.Region?.StartColumn,
            CweIds = result.Properties?.Tags?.OfType<string>().Select(tag => Cwe().Match(tag)).Where(tag => tag.Success)
                .Select(tag => $"CWE-{tag.Groups[1].Value}").Distinct().ToArray() is { Length: > 0 } cwes ? cwes : null,
        };
    }

    /// <summary>The title in the first line, then what the rule says about it.</summary>
    private static string Description(Result result, Rule? rule) => string.Join("\n\n",
        new[] { result.Message.Text, rule?.ShortDescription?.Text, rule?.Help?.Text }.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct());

    // Its own word says more than the SARIF level, which calls both Critical and Important an error.
    private static Severity SeverityOf(Result result) => result.Properties?.Severity switch
    {
        "BestPractice" or "ManualReview" => Severity.Low,
        { } word => Severities.Parse(word),
        null => Severities.Parse(result.Level ?? "warning"),
    };

    [GeneratedRegex(@"\bCWE[-: ]?([0-9]{1,6})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cwe();

    private sealed record Sarif([property: JsonPropertyName("runs")] Run[] Runs);

    private sealed record Run(
        [property: JsonPropertyName("results")] Result[] Results,
        [property: JsonPropertyName("tool")] Tool? Tool = null);

    private sealed record Tool([property: JsonPropertyName("driver")] Driver? Driver = null);

    private sealed record Driver([property: JsonPropertyName("rules")] Rule[]? Rules = null);

    private sealed record Rule(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("shortDescription")] Words? ShortDescription = null,
        [property: JsonPropertyName("help")] Words? Help = null);

    private sealed record Result(
        [property: JsonPropertyName("ruleId")] string RuleId,
        [property: JsonPropertyName("message")] Words Message,
        [property: JsonPropertyName("level")] string? Level = null,
        [property: JsonPropertyName("locations")] Location[]? Locations = null,
        [property: JsonPropertyName("properties")] Properties? Properties = null);

    private sealed record Words([property: JsonPropertyName("text")] string? Text = null);

    private sealed record Location([property: JsonPropertyName("physicalLocation")] Place? Place = null);

    private sealed record Place(
        [property: JsonPropertyName("artifactLocation")] Artifact? File = null,
        [property: JsonPropertyName("region")] Region? Region = null);

    private sealed record Artifact([property: JsonPropertyName("uri")] string? Uri = null);

    private sealed record Region(
        [property: JsonPropertyName("startLine")] int? StartLine = null,
        [property: JsonPropertyName("endLine")] int? EndLine = null,
        [property: JsonPropertyName("startColumn")] int? StartColumn = null,
        [property: JsonPropertyName("snippet")] Words? Snippet = null);

    private sealed record Properties(
        [property: JsonPropertyName("tags")] string[]? Tags = null,
        [property: JsonPropertyName("DevSkimSeverity")] string? Severity = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Sarif))]
    private sealed partial class DevSkimJson : JsonSerializerContext;
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>Many languages, by patterns of syntax. docs/scanners/semgrep.md</summary>
internal sealed partial class Semgrep : IScannerDriver
{
    private const string DefaultRules = "p/default";

    public string Key => "semgrep";
    public string Program => "semgrep";
    public string InstallHint => "pip install semgrep";
    public string SendsToThirdParties => "no code and no metrics. It asks semgrep.dev for the rules, unless they are a directory of yours";
    public SupportedVersions Supported { get; } = new("1.38", "2.0");

    // Also without the options below: `semgrep --version` would ask semgrep.dev for a newer one. A login would add rules.
    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["SEMGREP_SEND_METRICS"] = "off",
        ["SEMGREP_ENABLE_VERSION_CHECK"] = "0",
        ["SEMGREP_APP_TOKEN"] = null,
        ["SEMGREP_RULES"] = null,
    };

    // --disable-nosem, --no-git-ignore: the scanned repository has no say in what is found.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "scan", "--config", Rules(plan),
        "--json", "--output", plan.ReportPath,
        "--metrics", "off", "--disable-version-check", "--oss-only",
        "--disable-nosem", "--no-git-ignore", "--quiet",
        "--exclude", ".git", "--exclude", "node_modules",
        plan.Workspace,
    ])
    {
        // Older versions read it from the working directory; without it they leave tests out.
        Files = new Dictionary<string, string> { [".semgrepignore"] = ".git/\nnode_modules/\n" },
    };

    // Findings do not change the exit code unless asked with --error.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files)
    {
        var read = Report.Read(report, SemgrepJson.Default.SemgrepReport);
        return new([.. read.Results.Select(result => Read(result, files))],
            read.Errors is { Length: > 0 } errors ? $"{errors.Length} files or rules could not be read in full" : null);
    }

    private Finding Read(SemgrepResult result, ScannedFiles files)
    {
        var file = files.Locate(result.Path);
        // Without a login Semgrep writes "requires login" in the place of the code.
        var code = files.Lines(file, result.Start.Line, result.End.Line) ?? (result.Extra.Lines is "requires login" ? null : result.Extra.Lines);
        return Finding.InCode(Key, result.CheckId, Severities.ParseSemgrep(result.Extra.Severity), result.Extra.Message, file, code) with
        {
            StartLine = result.Start.Line,
            StartColumn = result.Start.Col,
            EndLine = result.End.Line,
            CweIds = Texts(result.Extra.Metadata?.Cwe).Select(text => Cwe().Match(text)).Where(cwe => cwe.Success)
                .Select(cwe => $"CWE-{cwe.Groups[1].Value}").Distinct().ToArray() is { Length: > 0 } cwes ? cwes : null,
            OwaspCategories = Texts(result.Extra.Metadata?.Owasp).ToArray() is { Length: > 0 } owasp ? owasp : null,
        };
    }

    /// <summary>A pack of the registry, or a place outside the workspace: a pull request must not change the rules it is judged by.</summary>
    private static string Rules(ScanPlan plan)
    {
        var told = plan.Options.GetValueOrDefault("config")?.Trim();
        if (string.IsNullOrEmpty(told) || Pack().IsMatch(told))
            return string.IsNullOrEmpty(told) ? DefaultRules : told;
        if (told is "auto")
            throw new CommandFailure(ExitCode.Fine, "its config \"auto\" sends the repository's address to semgrep.dev: name packs or a directory");
        if (!Path.IsPathFullyQualified(told) || new ScannedFiles(plan.Workspace).Locate(told) is { IsInside: true } || !Path.Exists(told))
            throw new CommandFailure(ExitCode.Fine, "its config is neither a pack such as p/default nor a directory or file outside the workspace");
        return told;
    }

    // Rules have one text or several: both are in use.
    private static IEnumerable<string> Texts(JsonElement? told) => told switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } texts => texts.EnumerateArray().Where(text => text.ValueKind is JsonValueKind.String).Select(text => text.GetString()!),
        _ => [],
    };

    [GeneratedRegex(@"^[pr]/[\w.-]{1,200}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pack();

    [GeneratedRegex(@"\bCWE-([0-9]{1,6})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Cwe();

    internal sealed record SemgrepReport(
        [property: JsonPropertyName("results")] SemgrepResult[] Results,
        [property: JsonPropertyName("errors")] JsonElement[]? Errors = null);

    internal sealed record SemgrepResult(
        [property: JsonPropertyName("check_id")] string CheckId,
        [property: JsonPropertyName("path")] string Path,
        [property: JsonPropertyName("start")] SemgrepPlace Start,
        [property: JsonPropertyName("end")] SemgrepPlace End,
        [property: JsonPropertyName("extra")] SemgrepExtra Extra);

    internal sealed record SemgrepPlace([property: JsonPropertyName("line")] int Line, [property: JsonPropertyName("col")] int? Col = null);

    internal sealed record SemgrepExtra(
        [property: JsonPropertyName("message")] string? Message = null,
        [property: JsonPropertyName("severity")] string? Severity = null,
        [property: JsonPropertyName("lines")] string? Lines = null,
        [property: JsonPropertyName("metadata")] SemgrepMetadata? Metadata = null);

    internal sealed record SemgrepMetadata(
        [property: JsonPropertyName("cwe")] JsonElement? Cwe = null,
        [property: JsonPropertyName("owasp")] JsonElement? Owasp = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(SemgrepReport))]
    private sealed partial class SemgrepJson : JsonSerializerContext;
}

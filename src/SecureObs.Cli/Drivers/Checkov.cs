using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>Infrastructure as code. docs/scanners/checkov.md</summary>
internal sealed partial class Checkov : IScannerDriver
{
    private const string Settings = "checkov.yaml";
    // Checkov's own secrets: their "resource" is a plain hash of the secret, which could be tried out.
    private const string SecretsType = "secrets";

    public string Key => "checkov";
    public string Program => "checkov";
    public string InstallHint => "pip install checkov";
    public string SendsToThirdParties => "nothing. Terraform modules of other places are not downloaded";
    public SupportedVersions Supported { get; } = new("3.0", "4.0");

    public IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>
    {
        ["CKV_SKIP_PACKAGE_UPDATE_CHECK"] = "true",
        ["BC_API_KEY"] = null,
        ["PRISMA_API_URL"] = null,
    };

    /// <summary>Checkov writes into a directory, under a name of its own.</summary>
    public string ReportName => "results_json.json";

    // `--directory=`, in one word: given in two, Checkov reads .checkov.yaml of that directory, which can name Python code to run.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "--directory=" + plan.Workspace,
        "--config-file", Path.Combine(plan.PrivateDirectory, Settings),
        "--output", "json", "--output-file-path", plan.PrivateDirectory,
        "--quiet", "--soft-fail", "--skip-download", "--download-external-modules", "false",
        "--skip-framework", "sca_package", "sca_image",
    ])
    {
        Files = new Dictionary<string, string> { [Settings] = "skip-path: [node_modules, .terraform]\n" },
    };

    // Findings exit 0 as asked with --soft-fail.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files)
    {
        var runs = Read(report);
        var unread = runs.Sum(run => run.Results?.Unread?.Length ?? 0);
        return new([.. runs.SelectMany(run => Findings(run, files))], unread > 0 ? $"{unread} files could not be parsed" : null);
    }

    // One object, an array of them when several kinds of files are there, or bare counts when there is nothing.
    private static CheckovRun[] Read(Stream report)
    {
        var read = Report.Read(report, CheckovJson.Default.JsonElement);
        try
        {
            return [.. (read.ValueKind is JsonValueKind.Array ? read.EnumerateArray().ToArray() : [read]).Select(Run)];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new UnreadableReportException("the report is not what this tool writes", unreadable);
        }
    }

    private static CheckovRun Run(JsonElement element)
    {
        var run = element.Deserialize(CheckovJson.Default.CheckovRun);
        return run is { Results: not null } or { Passed: 0, Failed: 0 } ? run : throw new JsonException("neither results nor counts");
    }

    private IEnumerable<Finding> Findings(CheckovRun run, ScannedFiles files) => run.Results is not { } results ? [] :
        results.Failed.Select(check => Read(run, check, files)).Concat(
            (results.Skipped ?? []).Select(check => Read(run, check, files) with { IgnoredInSource = Comment(check) }));

    private Finding Read(CheckovRun run, CheckovCheck check, ScannedFiles files)
    {
        var (first, last) = check.Lines is [> 0 and var start, var end, ..] ? (start, Math.Max(start, end)) : ((int?)null, (int?)null);
        var file = files.Locate(check.AbsolutePath ?? check.FilePath.TrimStart('/'));
        var severity = check.Severity is null ? Severity.Medium : Severities.Parse(check.Severity);
        // The file itself, not its code_block: that one is cut, and masked in a way that is not ours.
        return Finding.InCode(Key, check.Id, severity, check.Name, file, files.Lines(file, first, last)) with
        {
            StartLine = first,
            EndLine = last,
            ResourceAddress = run.Type is SecretsType ? null : check.Address ?? check.Resource,
        };
    }

    private static string Comment(CheckovCheck check) =>
        OneLine.Of(Masking.SecretMask.Text($"checkov:skip={check.Id}: {check.Result?.Comment}".TrimEnd(':', ' ')), 200);

    internal sealed record CheckovRun(
        [property: JsonPropertyName("check_type")] string? Type = null,
        [property: JsonPropertyName("results")] CheckovResults? Results = null,
        [property: JsonPropertyName("passed")] int? Passed = null,
        [property: JsonPropertyName("failed")] int? Failed = null);

    internal sealed record CheckovResults(
        [property: JsonPropertyName("failed_checks")] CheckovCheck[] Failed,
        [property: JsonPropertyName("skipped_checks")] CheckovCheck[]? Skipped = null,
        [property: JsonPropertyName("parsing_errors")] string[]? Unread = null);

    internal sealed record CheckovCheck(
        [property: JsonPropertyName("check_id")] string Id,
        [property: JsonPropertyName("file_path")] string FilePath,
        [property: JsonPropertyName("check_name")] string? Name = null,
        [property: JsonPropertyName("file_abs_path")] string? AbsolutePath = null,
        [property: JsonPropertyName("file_line_range")] int[]? Lines = null,
        [property: JsonPropertyName("resource")] string? Resource = null,
        [property: JsonPropertyName("resource_address")] string? Address = null,
        [property: JsonPropertyName("severity")] string? Severity = null,
        [property: JsonPropertyName("check_result")] CheckovResult? Result = null);

    internal sealed record CheckovResult([property: JsonPropertyName("suppress_comment")] string? Comment = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(CheckovRun)), JsonSerializable(typeof(JsonElement))]
    private sealed partial class CheckovJson : JsonSerializerContext;
}

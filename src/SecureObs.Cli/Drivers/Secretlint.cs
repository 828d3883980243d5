using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>Secrets in files, on Node.js: the secret scanner that npm brings. docs/scanners/secretlint.md</summary>
internal sealed partial class Secretlint : IScannerDriver
{
    private const string Settings = "secretlint.json";
    private const string Rules = "rules.mjs";
    private const string Nothing = "nothing.txt";
    private const string Preset = "@secretlint/secretlint-rule-preset-recommend";

    public string Key => "secretlint";
    public string Program => "secretlint";
    public string InstallHint => "npm install --global secretlint@11.7.1 @secretlint/secretlint-rule-preset-recommend@11.7.1";
    public string SendsToThirdParties => "nothing. It does not try whether a secret works";
    public SupportedVersions Supported { get; } = new("11.0", "12.0");

    // `--secretlintignore=`, empty: otherwise .secretlintignore of the scanned repository could hide what it likes.
    // A file of ours besides: without any file to look at secretlint fails.
    public ToolInvocation Plan(ScanPlan plan)
    {
        var preset = Path.Combine(NodeModules.Beside(plan.Tool), Preset);
        if (!Directory.Exists(preset))
            throw new CommandFailure(ExitCode.Fine, $"not installed: {Preset} is not beside secretlint: {InstallHint}");

        var rules = RulesOf(new Uri(NodeModules.Entry(preset)).AbsoluteUri);
        return new(
        [
            "--secretlintrc", Path.Combine(plan.PrivateDirectory, Settings), "--secretlintignore=",
            "--format", "json", "--output", plan.ReportPath,
            "**/*", Path.Combine(plan.PrivateDirectory, Nothing),
        ])
        {
            // Names with brackets are patterns to secretlint, so the workspace cannot be named.
            WorkingDirectory = plan.Workspace,
            Files = new Dictionary<string, string>
            {
                [Settings] = $$"""{"rules":[{"id":{{Quoted(Path.Combine(plan.PrivateDirectory, Rules))}}}]}""",
                [Rules] = rules,
                [Nothing] = "",
            },
            Settings = NodeModules.Version(preset) + "\n" + RulesOf(""),
        };
    }

    // The recommended rules without the one that obeys `secretlint-disable` comments in the scanned code; it cannot be switched off.
    private static string RulesOf(string preset) => $$"""
        import { rules as recommended } from {{Quoted(preset)}};

        const rules = recommended.filter((rule) => rule.meta.id !== '@secretlint/secretlint-rule-filter-comments');

        export const creator = {
          meta: { id: 'secureobs', recommended: true, type: 'preset' },
          rules,
          create: (context) => rules.forEach((rule) => context.registerRule(rule)),
        };

        """;

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    // 0: it wrote its report. 1 and 2: it failed.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files) => new([.. Report.Each(Report.Read(report, SecretlintJson.Default.SecretlintFileArray))
        .SelectMany(file => Report.Each(file.Messages).Select(message => Read(file, message, files)))]);

    private static Finding Read(SecretlintFile file, SecretlintMessage message, ScannedFiles files)
    {
        var place = message.Place;
        var (match, secret) = Found(file.Source, message.Range);
        return Finding.OfSecret(message.RuleId, message.Text, files.Locate(file.Path), match, secret) with
        {
            Severity = message.Severity switch { "error" => Severity.Critical, "warning" => Severity.Medium, _ => Severity.Low },
            StartLine = place?.Start.Line,
            // Counted from 0.
            StartColumn = place?.Start.Column + 1,
            EndLine = place?.End.Line,
        };
    }

    /// <summary>The text that the message is about, and the first line of it with what stands before.</summary>
    private static (string? Match, string? Secret) Found(string? source, int[]? range)
    {
        if (source is null || range is not [>= 0 and var start, var end] || start >= end || end > source.Length)
            return (null, null);
        var line = source.LastIndexOf('\n', start) + 1;
        return (source[Math.Max(line, start - 200)..end], source[start..end]);
    }

    internal sealed record SecretlintFile(
        [property: JsonPropertyName("filePath")] string Path,
        [property: JsonPropertyName("messages")] SecretlintMessage[] Messages,
        [property: JsonPropertyName("sourceContent")] string? Source = null);

    internal sealed record SecretlintMessage(
        [property: JsonPropertyName("ruleId")] string RuleId,
        [property: JsonPropertyName("message")] string Text,
        [property: JsonPropertyName("severity")] string? Severity = null,
        [property: JsonPropertyName("range")] int[]? Range = null,
        [property: JsonPropertyName("loc")] SecretlintPlace? Place = null);

    internal sealed record SecretlintPlace(
        [property: JsonPropertyName("start")] SecretlintPoint Start, [property: JsonPropertyName("end")] SecretlintPoint End);

    internal sealed record SecretlintPoint([property: JsonPropertyName("line")] int Line, [property: JsonPropertyName("column")] int Column);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(SecretlintFile[]))]
    private sealed partial class SecretlintJson : JsonSerializerContext;
}

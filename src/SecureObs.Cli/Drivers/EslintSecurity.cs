using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>JavaScript: ESLint with eslint-plugin-security and nothing of the scanned repository. docs/scanners/eslint-security.md</summary>
internal sealed partial class EslintSecurity : IScannerDriver
{
    private const string Settings = "eslint.config.mjs";
    private const string Plugin = "eslint-plugin-security";

    public string Key => "eslint-security";
    public string Program => "eslint";
    public string InstallHint => "npm install --global eslint@9.39.5 eslint-plugin-security@4.1.0";
    public string SendsToThirdParties => "nothing";
    public SupportedVersions Supported { get; } = new("9.0", "10.0");

    public ToolInvocation Plan(ScanPlan plan)
    {
        var modules = NodeModules.Beside(plan.Tool);
        if (!Directory.Exists(Path.Combine(modules, Plugin)))
            throw new CommandFailure(ExitCode.Fine, $"not installed: {Plugin} is not beside ESLint: {InstallHint}");

        return new(
        [
            "--no-config-lookup", "--config", Path.Combine(plan.PrivateDirectory, Settings),
            "--no-inline-config", "--no-error-on-unmatched-pattern", "--no-warn-ignored",
            "--format", "json", "--output-file", plan.ReportPath,
            plan.Workspace,
        ])
        {
            // ESLint ignores files that are not below its working directory.
            WorkingDirectory = Path.GetPathRoot(plan.Workspace),
            Files = new Dictionary<string, string> { [Settings] = EslintSettings.Text(modules) },
            Settings = EslintSettings.Portable(modules),
        };
    }

    // 0: clean, 1: findings. 2: ESLint itself failed.
    public bool Completed(int exitCode) => exitCode is 0 or 1;

    public ParsedReport Parse(Stream report, ScannedFiles files) =>
        new([.. Report.Each(Report.Read(report, EslintJson.Default.LintedFileArray)).SelectMany(file => Report.Each(file.Messages).Select(message => Read(file, message, files)))]);

    private Finding Read(LintedFile file, Message message, ScannedFiles files)
    {
        // Without a rule it is a file that ESLint could not parse.
        var severity = (message.RuleId, message.Severity) switch { (null, _) => Severity.Low, (_, 2) => Severity.High, _ => Severity.Medium };
        var end = message.EndLine >= message.Line ? message.EndLine : message.Line;
        return Finding.InCode(Key, message.RuleId ?? "ESLINT", severity, message.Text, files.Locate(file.FilePath), Lines(file.Source, message.Line, end)) with
        {
            StartLine = message.Line,
            EndLine = end,
            StartColumn = message.Column,
        };
    }

    private static string? Lines(string? source, int? first, int? last) => source is null || first is not > 0
        ? null
        : string.Join('\n', source.Split('\n').Skip(first.Value - 1).Take(Math.Min(20, (last ?? first.Value) - first.Value + 1)));

    private sealed record LintedFile(
        [property: JsonPropertyName("filePath")] string FilePath,
        [property: JsonPropertyName("messages")] Message[] Messages,
        [property: JsonPropertyName("source")] string? Source = null);

    private sealed record Message(
        [property: JsonPropertyName("ruleId")] string? RuleId,
        [property: JsonPropertyName("severity")] int Severity,
        [property: JsonPropertyName("message")] string Text,
        [property: JsonPropertyName("line")] int? Line = null,
        [property: JsonPropertyName("column")] int? Column = null,
        [property: JsonPropertyName("endLine")] int? EndLine = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(LintedFile[]))]
    private sealed partial class EslintJson : JsonSerializerContext;
}

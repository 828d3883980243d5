using System.Text.Json.Serialization;

namespace SecureObs.Cli.Drivers;

/// <summary>Secrets in files. docs/scanners/gitleaks.md</summary>
internal sealed partial class Gitleaks : IScannerDriver
{
    private const string Settings = "gitleaks.toml";

    public string Key => "gitleaks";
    public string Program => "gitleaks";
    public string InstallHint => "Gitleaks 8.19 or newer from https://github.com/gitleaks/gitleaks/releases";
    public string SendsToThirdParties => "nothing";
    public SupportedVersions Supported { get; } = new("8.19", "9.0");

    // Not --redact: we mask ourselves, so that the first and last characters stay. The report is private and short-lived.
    // A configuration of ours: otherwise .gitleaks.toml of the scanned repository could switch rules off.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "dir", plan.Workspace,
        "--config", Path.Combine(plan.PrivateDirectory, Settings),
        "--report-format", "json", "--report-path", plan.ReportPath,
        "--exit-code", "0",
        "--ignore-gitleaks-allow", "--no-banner", "--log-level", "error",
    ])
    {
        Files = new Dictionary<string, string> { [Settings] = "[extend]\nuseDefault = true\n" },
    };

    // Leaks exit 0 as asked above; 1 is Gitleaks failing.
    public bool Completed(int exitCode) => exitCode == 0;

    public ParsedReport Parse(Stream report, ScannedFiles files) => new([.. Report.Each(Report.Read(report, GitleaksJson.Default.LeakArray)).Select(leak =>
    {
        var file = files.Locate(leak.File);
        return Finding.OfSecret(leak.RuleID, leak.Description, file, leak.Match, leak.Secret) with
        {
            StartLine = leak.StartLine,
            EndLine = leak.EndLine,
            StartColumn = leak.StartColumn,
            Fingerprint = Fingerprint(leak, file),
        };
    })]);

    // path:rule:line. The path of one build machine would make every other machine's finding a new one.
    private static string? Fingerprint(Leak leak, ScannedFile? file) =>
        string.IsNullOrEmpty(leak.Fingerprint) || string.IsNullOrEmpty(leak.File) || file is null
            ? null
            : leak.Fingerprint.Replace(leak.File, file.Path, StringComparison.Ordinal);

    private sealed record Leak(
        string RuleID, string File, int StartLine, int EndLine,
        string? Description = null, string? Match = null, string? Secret = null, string? Fingerprint = null, int? StartColumn = null);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Leak[]))]
    private sealed partial class GitleaksJson : JsonSerializerContext;
}

using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SecureObs.Contracts;

namespace SecureObs.Cli.Drivers;

/// <summary>Python. docs/scanners/bandit.md</summary>
internal sealed partial class Bandit : IScannerDriver
{
    private const string Settings = "bandit.ini";

    public string Key => "bandit";
    public string Program => "bandit";
    public string InstallHint => "pip install bandit, or apt-get install bandit";
    public string SendsToThirdParties => "nothing";
    public SupportedVersions Supported { get; } = new("1.6.2", "2.0");

    // An .ini of ours: otherwise a .bandit file of the scanned repository could exclude what it likes.
    public ToolInvocation Plan(ScanPlan plan) => new(
    [
        "-r", plan.Workspace,
        "-f", "json", "-o", plan.ReportPath,
        "--ini", Path.Combine(plan.PrivateDirectory, Settings),
        "--ignore-nosec", "-q",
        "-x", "*/.git/*,*/node_modules/*,*/.venv/*,*/venv/*,*/site-packages/*,*/.tox/*,*/__pycache__/*",
    ])
    {
        Files = new Dictionary<string, string> { [Settings] = "[bandit]\n" },
    };

    // 0: clean, 1: issues found. Anything else is Bandit failing.
    public bool Completed(int exitCode) => exitCode is 0 or 1;

    public ParsedReport Parse(Stream report, ScannedFiles files)
    {
        var read = Report.Read(report, BanditJson.Default.BanditReport);
        var findings = Report.Each(read.Results).Select(issue =>
            Finding.InCode(Key, issue.TestId, Severities.Parse(issue.Severity), issue.Text, files.Locate(issue.FileName), Code(issue.Code)) with
            {
                StartLine = issue.Line,
                EndLine = issue.Range is [.., var last] && last >= issue.Line ? last : issue.Line,
                // Counted from 0, by versions that count.
                StartColumn = issue.Column is >= 0 and < int.MaxValue and var column ? column + 1 : null,
                CweIds = issue.Cwe is { Id: > 0 } cwe ? [$"CWE-{cwe.Id}"] : null,
            });
        return new([.. findings], read.Errors is { Length: > 0 } errors ? $"{errors.Length} files could not be parsed" : null);
    }

    // Bandit writes the number before each line. Without it the same code is the same snippet wherever it moves.
    private static string? Code(string? numbered) => numbered is null ? null : LineNumber().Replace(numbered, "");

    [GeneratedRegex("^[0-9]{1,9} ?", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex LineNumber();

    private sealed record BanditReport(
        [property: JsonPropertyName("results")] Issue[] Results,
        [property: JsonPropertyName("errors")] object[]? Errors = null);

    private sealed record Issue(
        [property: JsonPropertyName("test_id")] string TestId,
        [property: JsonPropertyName("issue_severity")] string Severity,
        [property: JsonPropertyName("issue_text")] string Text,
        [property: JsonPropertyName("filename")] string FileName,
        [property: JsonPropertyName("line_number")] int Line,
        [property: JsonPropertyName("col_offset")] int? Column = null,
        [property: JsonPropertyName("line_range")] int[]? Range = null,
        [property: JsonPropertyName("code")] string? Code = null,
        [property: JsonPropertyName("issue_cwe")] IssueCwe? Cwe = null);

    private sealed record IssueCwe([property: JsonPropertyName("id")] int Id = 0);

    [JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(BanditReport))]
    private sealed partial class BanditJson : JsonSerializerContext;
}

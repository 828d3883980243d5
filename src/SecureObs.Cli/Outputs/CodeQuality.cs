using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SecureObs.Cli.PullRequests;
using SecureObs.Contracts;

namespace SecureObs.Cli.Outputs;

/// <summary>
/// A Code Quality report of GitLab (docs.gitlab.com/ci/testing/code_quality): an array of entries, each with a path and a
/// line. A finding without a line stands at line 1, one without a file at a file of its scanner's name.
/// </summary>
internal static class CodeQuality
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, IReadOnlyList<RunFinding> findings)
    {
        using var json = new Utf8JsonWriter(output, Options);
        var seen = new Dictionary<string, int>();
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            var path = InlineComments.PathOf(finding) is { Length: > 0 } told ? told : finding.Scanner;
            json.WriteStartObject();
            json.WriteString("description", OneLine.Of(string.IsNullOrWhiteSpace(finding.Description) ? finding.RuleId : finding.Description, 500));
            json.WriteString("check_name", OneLine.Of($"{finding.Scanner}/{finding.RuleId}", 200));
            json.WriteString("fingerprint", Fingerprint(finding, path, seen));
            json.WriteString("severity", SeverityOf(finding));
            json.WriteStartObject("location");
            json.WriteString("path", path);
            json.WriteStartObject("lines");
            json.WriteNumber("begin", finding.StartLine is > 0 and var line ? line : 1);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Our id of the finding, which stays when code moves. GitLab wants each once: a second place gets a number.</summary>
    private static string Fingerprint(RunFinding finding, string path, Dictionary<string, int> seen)
    {
        var key = finding.Id == Guid.Empty ? $"{finding.Scanner}\0{finding.RuleId}\0{path}" : $"{finding.Id:N}";
        var count = seen[key] = seen.GetValueOrDefault(key) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(count == 1 ? key : $"{key}\0{count}")))[..40];
    }

    /// <summary>GitLab's five words; its worst is for what blocks, whatever its severity.</summary>
    private static string SeverityOf(RunFinding finding) => finding.IsBlocking ? "blocker" : finding.Severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "major",
        Severity.Medium => "minor",
        _ => "info",
    };
}

using SecureObs.Contracts;

namespace SecureObs.Cli.Reporting;

/// <summary>
/// Lines that GitHub Actions and Azure Pipelines show beside the code. They are commands to the CI system,
/// so every text in them is escaped: a rule or a file name must not become another command.
/// </summary>
internal static class Annotations
{
    private const int Most = 50;

    public static void Write(Surroundings surroundings, IReadOnlyList<RunFinding> findings)
    {
        Func<RunFinding, string>? line = surroundings.IsSet("GITHUB_ACTIONS") ? GitHub : surroundings.IsSet("TF_BUILD") ? AzureDevOps : null;
        if (line is null)
            return;
        foreach (var finding in findings.OrderByDescending(finding => finding.IsBlocking).ThenByDescending(finding => finding.Severity).Take(Most))
            surroundings.Out.WriteLine(line(finding));
    }

    public static string GitHub(RunFinding finding)
    {
        var level = finding.IsBlocking ? "error" : finding.Severity >= Severity.Medium ? "warning" : "notice";
        var place = string.IsNullOrEmpty(finding.FilePath) ? "" : $"file={GitHubProperty(finding.FilePath)},";
        if (place.Length > 0 && finding.StartLine is > 0 and var start)
            place += finding.EndLine >= start ? $"line={start},endLine={finding.EndLine}," : $"line={start},";
        return $"::{level} {place}title={GitHubProperty(Title(finding))}::{GitHubText(Message(finding))}";
    }

    public static string AzureDevOps(RunFinding finding)
    {
        var place = string.IsNullOrEmpty(finding.FilePath) ? "" : $"sourcepath={AzureProperty(finding.FilePath)};";
        if (place.Length > 0 && finding.StartLine is > 0 and var line)
            place += $"linenumber={line};";
        var type = finding.IsBlocking ? "error" : "warning";
        return $"##vso[task.logissue type={type};{place}code={AzureProperty(finding.RuleId)};]{AzureText(Message(finding))}";
    }

    private static string Title(RunFinding finding) => $"{finding.Severity.Word()} {finding.RuleId}";

    private static string Message(RunFinding finding) =>
        OneLine.Of(string.IsNullOrWhiteSpace(finding.Description) ? finding.RuleId : finding.Description, 500);

    private static string GitHubText(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string GitHubProperty(string text) => GitHubText(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string AzureText(string text) => text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string AzureProperty(string text) => AzureText(text)
        .Replace("]", "%5D", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal);
}

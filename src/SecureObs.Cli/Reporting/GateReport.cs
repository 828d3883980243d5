using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Reporting;

/// <summary>Why the gate decided as it did: what blocks, then how much there is of each severity.</summary>
internal static class GateReport
{
    private const int MostShown = 20;

    public static void Write(TextWriter output, IReadOnlyList<RunFinding> findings)
    {
        var blocking = findings.Where(finding => finding.IsBlocking).OrderByDescending(finding => finding.Severity).ToList();
        foreach (var finding in blocking.Take(MostShown))
            output.WriteLine($"{finding.Severity.Word(),-8} {OneLine.Of(finding.RuleId, 100)} {Place(finding)}".TrimEnd());
        if (blocking.Count > MostShown)
            output.WriteLine($"and {blocking.Count - MostShown} more that block");

        var counts = Enum.GetValues<Severity>().OrderDescending()
            .Select(severity => (Word: severity.Word(), Count: findings.Count(finding => finding.Severity == severity)))
            .Where(severity => severity.Count > 0)
            .Select(severity => $"{severity.Count} {severity.Word}");
        output.WriteLine(findings.Count == 0 ? "No open findings in this run." : "Open findings: " + string.Join(", ", counts));
    }

    /// <summary>Scanners that found nothing out, then the rules that block.</summary>
    public static void Write(TextWriter output, GateAnswer answer)
    {
        foreach (var scanner in answer.Scanners.Where(scanner => !scanner.Required && scanner.Status is not ScannerStatus.Completed))
            output.WriteLine(OneLine.Of($"{scanner.Scanner} {Ended(scanner)}", 400)
                + " (no clean result, and this policy does not require it)");
        foreach (var reason in answer.Reasons)
            output.WriteLine(OneLine.Of($"{reason.Text} ({reason.Rule})", 500));
    }

    /// <summary>The answer, and where the dashboard says the same; last of all what was always the last line.</summary>
    public static void WriteEnd(TextWriter output, GateAnswer answer, string? page)
    {
        output.WriteLine(OneLine.Of(GateHeadline.Of(answer.Blocked, answer.Reasons, answer.Scanners), 300));
        if (page is not null)
            output.WriteLine($"See {page}");
        output.WriteLine(answer.Blocked ? "Gate: BLOCKED" : "Gate: passed");
    }

    private static string Ended(GateScanner scanner) => scanner.Status switch
    {
        ScannerStatus.Failed => $"FAILED: {scanner.Message ?? "it did not say why"}",
        ScannerStatus.Skipped => $"SKIPPED: {scanner.Message ?? "it did not say why"}",
        _ => "did not say that it was done",
    };

    private static string Place(RunFinding finding)
    {
        var path = OneLine.Of(finding.FilePath, 200);
        return finding.StartLine is > 0 and var line && path.Length > 0 ? $"{path}:{line}" : path;
    }
}

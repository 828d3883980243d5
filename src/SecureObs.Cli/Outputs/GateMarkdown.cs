using System.Text;
using SecureObs.Cli.PullRequests;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Outputs;

/// <summary>The verdict in markdown, for a pull request and for the summary of a job. Foreign text stands in code spans.</summary>
internal static class GateMarkdown
{
    private const int MostShown = 20;

    /// <param name="findings">Null when they could not be read.</param>
    /// <param name="notes">Lines of ours below it.</param>
    /// <param name="page">Of the run in the dashboard; null when it is not known.</param>
    public static string Of(GateAnswer answer, IReadOnlyList<RunFinding>? findings, IEnumerable<string> notes, string? page)
    {
        var text = new StringBuilder();
        text.Append("## SecureObs\n\n").Append(Headline(answer)).Append(page is null ? "\n" : $" [See the run](<{page}>)\n");
        foreach (var reason in answer.Reasons.Take(MostShown))
            text.Append("- ").Append(Markdown.Code(reason.Text, 400)).Append('\n');
        Counts(text, answer.Open);
        Scanners(text, answer.Scanners);
        if (findings is not null)
            Blocking(text, [.. findings.Where(finding => finding.IsBlocking).OrderByDescending(finding => finding.Severity)]);
        else
            text.Append("\nThe findings could not be read: see the log.\n");
        foreach (var note in notes)
            text.Append('\n').Append(note).Append('\n');
        return text.ToString().TrimEnd() + "\n";
    }

    private static string Headline(GateAnswer answer)
    {
        var words = GateHeadline.Of(answer.Blocked, answer.Reasons, answer.Scanners).Split(": ", 2);
        var why = words.Length < 2 ? "." : $": {Markdown.Code(words[1], 300)}";
        return answer.Blocked ? $"⛔ **Blocked** by the gate{why}"
            : words.Length < 2 ? "✅ **Passed** the gate."
            : $"⚠️ **Incomplete**{why}. It passed the gate.";
    }

    private static void Counts(StringBuilder text, GateCounts open)
    {
        if (open is { Critical: 0, High: 0, Medium: 0, Low: 0, Info: 0, Unknown: 0 })
            text.Append("\nNo open findings in this run.\n");
        else
            text.Append("\n| CRITICAL | HIGH | MEDIUM | LOW | INFO | UNKNOWN |\n|---|---|---|---|---|---|\n")
                .Append($"| {open.Critical} | {open.High} | {open.Medium} | {open.Low} | {open.Info} | {open.Unknown} |\n");
    }

    /// <summary>Those that found nothing out: no clean result, whether the policy requires them or not.</summary>
    private static void Scanners(StringBuilder text, IReadOnlyList<GateScanner> scanners)
    {
        var unclear = scanners.Where(scanner => scanner.Status is not ScannerStatus.Completed).Take(MostShown).ToList();
        if (unclear.Count > 0)
            text.Append("\nNo clean result:\n");
        foreach (var scanner in unclear)
            text.Append("- ").Append(Markdown.Code(scanner.Scanner, 64)).Append(scanner.Status switch
            {
                ScannerStatus.Failed => $" failed: {Markdown.Code(scanner.Message ?? "it did not say why", 200)}",
                ScannerStatus.Skipped => $" was skipped: {Markdown.Code(scanner.Message ?? "it did not say why", 200)}",
                ScannerStatus.Reported => " did not say that it was done",
                _ => " said nothing",
            }).Append('\n');
    }

    private static void Blocking(StringBuilder text, List<RunFinding> blocking)
    {
        if (blocking.Count > 0)
            text.Append("\nWhat blocks:\n");
        foreach (var finding in blocking.Take(MostShown))
            text.Append($"- {CommentText.Title(finding)} {Place(finding)}".TrimEnd()).Append('\n');
        if (blocking.Count > MostShown)
            text.Append($"\nAnd {blocking.Count - MostShown} more.\n");
    }

    private static string Place(RunFinding finding)
    {
        var path = InlineComments.PathOf(finding);
        return Markdown.Code(finding.StartLine is > 0 and var line && path.Length > 0 ? $"{path}:{line}" : path, 250);
    }
}

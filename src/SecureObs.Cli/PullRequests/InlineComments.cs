using System.Globalization;
using System.Text;
using SecureObs.Contracts;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// Which findings are shown on which lines: those that block, CRITICAL and HIGH ones, on lines that the pull request
/// changes. A rule that hits several changed lines of a file is shown at the first of them, and what is shown at the same
/// line is one comment.
/// </summary>
internal static class InlineComments
{
    public const int Most = 50;
    private const int MostLines = 20;
    private const int MostInOne = 10;

    public static IEnumerable<RunFinding> Worth(IEnumerable<RunFinding> findings) =>
        findings.Where(finding => (finding.IsBlocking || finding.Severity >= Severity.High) && PathOf(finding).Length > 0 && finding.StartLine > 0);

    /// <summary>Repository paths have no leading part of a scan's container, as published clients send it.</summary>
    public static string PathOf(RunFinding finding)
    {
        var path = (finding.FilePath ?? "").Replace('\\', '/');
        foreach (var prefix in (ReadOnlySpan<string>)["/workspace/", "./"])
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                path = path[prefix.Length..];
        return path.TrimStart('/');
    }

    /// <summary>The worst first, at most <see cref="Most"/>.</summary>
    public static IReadOnlyList<InlineComment> Of(IEnumerable<RunFinding> findings, IReadOnlyDictionary<string, Predicate<int>> changed) =>
    [
        .. Worth(findings)
            .Select(finding => (Finding: finding, Path: PathOf(finding), Line: Anchor(finding, changed)))
            .Where(found => found.Line is not null)
            .GroupBy(found => (found.Path, found.Finding.Scanner, found.Finding.RuleId))
            .Select(rule => new Hit(
                rule.OrderByDescending(found => Rank(found.Finding)).ThenBy(found => found.Line).First().Finding,
                rule.Key.Path,
                [.. rule.Select(found => found.Line!.Value).Distinct().Order()]))
            .GroupBy(hit => (hit.Path, Line: hit.Lines[0]))
            .OrderByDescending(place => place.Max(hit => Rank(hit.Worst)))
            .ThenBy(place => place.Key.Path, StringComparer.Ordinal).ThenBy(place => place.Key.Line)
            .Take(Most)
            .Select(place => new InlineComment(place.Key.Path, place.Key.Line, Body([.. place.OrderByDescending(hit => Rank(hit.Worst)).ThenBy(hit => hit.Worst.RuleId, StringComparer.Ordinal)]))),
    ];

    private static int Rank(RunFinding finding) => (finding.IsBlocking ? 100 : 0) + (int)finding.Severity;

    /// <summary>The first changed line of the finding. It may span many lines; a tool that says thousands means the file.</summary>
    private static int? Anchor(RunFinding finding, IReadOnlyDictionary<string, Predicate<int>> changed)
    {
        if (!changed.TryGetValue(PathOf(finding), out var isChanged))
            return null;
        var first = finding.StartLine!.Value;
        var last = Math.Clamp(finding.EndLine ?? first, first, first + 200);
        for (var line = first; line <= last; line++)
            if (isChanged(line))
                return line;
        return null;
    }

    private static string Body(List<Hit> hits)
    {
        var body = new StringBuilder(CommentText.Marker);
        foreach (var hit in hits.Take(MostInOne))
        {
            body.Append('\n').Append(CommentText.Title(hit.Worst)).Append('\n');
            if (Markdown.Code(hit.Worst.Description, 1000) is { Length: > 0 } description)
                body.Append('\n').Append(description).Append('\n');
            if (hit.Lines.Count > 1)
                body.Append(hit.Lines.Count == 2 ? "\nAlso on changed line " : "\nAlso on changed lines ").Append(Lines(hit.Lines.Skip(1).ToList())).Append(" of this file.\n");
        }
        if (hits.Count > MostInOne)
            body.Append(CultureInfo.InvariantCulture, $"\nAnd {hits.Count - MostInOne} more rules here.\n");
        return body.ToString().TrimEnd();
    }

    private static string Lines(List<int> lines) =>
        string.Join(", ", lines.Take(MostLines)) + (lines.Count > MostLines ? $" and {lines.Count - MostLines} more" : "");

    /// <param name="Lines">Rising, one at least.</param>
    private sealed record Hit(RunFinding Worst, string Path, IReadOnlyList<int> Lines);
}

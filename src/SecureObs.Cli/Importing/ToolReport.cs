using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing;

/// <summary>
/// The report of a tool that has just run, read as an imported one is, so that a finding is the same whichever way it comes in.
/// What an import rejects alone spoils all of it here: the tool of this version should not have written it.
/// </summary>
internal static class ToolReport
{
    /// <param name="always">Paths of which the tool always writes one.</param>
    /// <exception cref="UnreadableReportException">It is not what the tool writes.</exception>
    public static ParsedReport Read(IReportFormat format, Stream report, ScannedFiles files, params IReadOnlyList<string> always)
    {
        try
        {
            var source = new ReportSource(report);
            return Count(source, always) > 0
                ? new([.. format.Open(source, new(files, null)).Rows.Select(FindingOf).OfType<Finding>()])
                : throw new UnreadableReportException($"it has no {string.Join(" and no ", always)}");
        }
        catch (UnreadableReportException other)
        {
            throw new UnreadableReportException($"the report is not what this tool writes: {other.Message}", other);
        }
    }

    private static Finding? FindingOf(ReportRow row) =>
        row.Rejected is { } why ? throw new UnreadableReportException($"{row.Place}: {why}") : row.Finding;

    /// <summary>How many values the report has at these paths.</summary>
    public static int Count(ReportSource report, params IReadOnlyList<string> paths)
    {
        using var stream = report.Open();
        using var walk = new JsonWalk(stream, new JsonPaths(paths), whole: false);
        var count = 0;
        while (walk.Next())
            count++;
        return count;
    }
}

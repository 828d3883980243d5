using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing;

/// <summary>
/// How one tool, or one standard, writes what was found. A format is recognised by what stands in a report, never by the
/// name of the file, and gives back every entry of it: as a finding, or with the reason why it is none.
/// </summary>
internal interface IReportFormat
{
    /// <summary>As <c>--format</c> names it.</summary>
    string Name { get; }

    /// <summary>Paths by which a report is recognised, such as <c>results[].check_id</c>.</summary>
    IReadOnlyList<string> Marks { get; }

    /// <summary>Whether a report that has these of <see cref="Marks"/> is of this format. No two formats may say so of one report.</summary>
    bool Recognises(ReportMarks marks);

    /// <exception cref="UnreadableReportException">The report is of a version that is not read, or no JSON; also thrown while its rows are read.</exception>
    OpenedReport Open(ReportSource report, ReadingContext context);
}

/// <summary>What a format needs to know beside the report.</summary>
/// <param name="Files">Translates paths of the report.</param>
/// <param name="Tool">The scanner's key that the caller chose; null to take the report's word.</param>
internal sealed record ReadingContext(ScannedFiles Files, string? Tool);

/// <param name="Tools">The tools that speak in it, also those that found nothing.</param>
/// <param name="Rows">Its entries, read one by one as they are asked for, and anew each time.</param>
internal sealed record OpenedReport(IReadOnlyList<ReportTool> Tools, IEnumerable<ReportRow> Rows);

/// <summary>Which tool found something.</summary>
/// <param name="Key">The scanner's key.</param>
/// <param name="Version">As the report says, if it does.</param>
/// <param name="Failure">What the report says when the tool did not do its work; null when it did.</param>
internal sealed record ReportTool(string Key, string? Version = null, string? Failure = null);

/// <summary>One entry of a report: a finding, or why it is none.</summary>
/// <param name="Place">Where in the report: <c>runs[0].results[17]</c>.</param>
internal sealed record ReportRow(string Place, ReportTool Tool)
{
    public const string OfAnotherType = "it should be a list or an object, and is something else";

    public Finding? Finding { get; init; }

    /// <summary>Why the entry says of itself that it is no finding, e.g. a check that passed.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why it should be a finding and cannot be one.</summary>
    public string? Rejected { get; init; }
}

/// <summary>What of the marks of all formats stands in a report.</summary>
internal sealed class ReportMarks
{
    private readonly Dictionary<string, string?> seen = [];

    /// <returns>Whether it was not known before.</returns>
    public bool Add(string path, string? text) => seen.TryAdd(path, text);

    public bool Has(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (!seen.ContainsKey(path))
                return false;
        }
        return true;
    }

    public bool HasAny(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (seen.ContainsKey(path))
                return true;
        }
        return false;
    }

    /// <summary>What the first value of the path says; null when it is no short text.</summary>
    public string? Text(string path) => seen.GetValueOrDefault(path);
}

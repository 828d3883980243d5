using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing;

/// <summary>Reads one report from start to end: which format it has, its entries, each counted.</summary>
internal sealed class ReportReader
{
    private readonly OpenedReport opened;
    private readonly string file;

    /// <param name="file">As the caller named it, for messages.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="formatName">The format that the caller chose; null to recognise it.</param>
    /// <exception cref="CommandFailure">It is not there, or not of a known format.</exception>
    public ReportReader(string file, string path, string? formatName, ReadingContext context)
    {
        this.file = file;
        var (format, report) = Guarded(file, () => Open(path, formatName, context));
        opened = report;
        Tally = new(file) { Format = format };
    }

    /// <summary>The tools that speak in it; none of an empty report when the caller names none.</summary>
    public IReadOnlyList<ReportTool> Tools => opened.Tools;

    public ReportTally Tally { get; private set; }

    /// <summary>Each finding once, with its tool, as they are asked for. Reading again counts anew.</summary>
    /// <param name="merges">What was seen before, by the scanner's key.</param>
    /// <exception cref="CommandFailure">The report ends before its end, or is of a version that is not read.</exception>
    public IEnumerable<(ReportTool Tool, Finding Finding)> Findings(Dictionary<string, FindingMerge> merges)
    {
        Tally = new(file) { Format = Tally.Format };
        using var rows = opened.Rows.GetEnumerator();
        while (Guarded(file, rows.MoveNext))
        {
            var row = rows.Current;
            var merge = merges.TryGetValue(row.Tool.Key, out var known) ? known : merges[row.Tool.Key] = new();
            var taken = row.Finding is null ? null : merge.Take(row.Finding);
            Tally.Count(row, taken);
            if (taken is not null)
                yield return (row.Tool, taken);
        }
    }

    private static (string? Format, OpenedReport Report) Open(string path, string? formatName, ReadingContext context)
    {
        var source = new ReportSource(path);
        var format = ReportFormats.IsEmpty(source) ? null
            : formatName is null ? ReportFormats.Detect(source)
            : ReportFormats.All.Single(each => each.Name == formatName);
        return (format?.Name, format?.Open(source, context) ?? new(context.Tool is { } tool ? [new(tool)] : [], []));
    }

    private static T Guarded<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is UnreadableReportException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{OneLine.Of(file, 200)}: {unreadable.Message}", unreadable);
        }
    }
}

using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>SARIF 2.1.0 of any tool: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Numbers in comments are its sections.</summary>
internal sealed class SarifFormat : IReportFormat
{
    private static readonly JsonPaths Results = new(
        "runs[].results[]", "runs[].externalPropertyFileReferences.results[]", "inlineExternalProperties[].results[]");

    public string Name => "sarif";

    public IReadOnlyList<string> Marks => ["$schema", "version", "runs", "runs[].tool", "runs[].results"];

    public bool Recognises(ReportMarks marks) => marks.Has("runs") && marks.HasAny("$schema", "version", "runs[].tool", "runs[].results");

    public OpenedReport Open(ReportSource report, ReadingContext context)
    {
        var runs = SarifRuns.Read(report);
        return new([.. runs.All.Select(run => run.Tool(context.Tool)).GroupBy(tool => tool.Key).Select(tools => tools.FirstOrDefault(tool => tool.Failure is not null) ?? tools.First())],
            Rows(report, runs, context));
    }

    private static IEnumerable<ReportRow> Rows(ReportSource report, SarifRuns runs, ReadingContext context)
    {
        using var stream = report.Open();
        using var walk = new JsonWalk(stream, Results, strict: true);
        while (walk.Next())
        {
            var run = walk.Path == 2 ? new() : runs.Of(walk.Root, walk.Index(0));
            yield return walk.IsBroken ? new(walk.Place, run.Tool(context.Tool)) { Rejected = ReportRow.OfAnotherType } : Row(new(walk.Value, walk.Place, walk.Path, run.Tool(context.Tool), context), run);
        }
    }

    private static ReportRow Row(ReportEntry entry, SarifRun run)
    {
        if (entry.Path != 0)
            return entry.Reject("its results are kept outside of the run, which is not read");
        try
        {
            return SarifResult.Read(entry, run);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or FormatException or JsonException or ArgumentException)
        {
            return entry.Reject("it is no result of SARIF");
        }
    }
}

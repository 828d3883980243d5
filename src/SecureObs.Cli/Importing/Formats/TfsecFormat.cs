using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>tfsec, old and new. https://aquasecurity.github.io/tfsec/</summary>
internal sealed class TfsecFormat() : EntryFormat("tfsec", "tfsec", "results[]")
{
    private const int Passed = 1;
    private const int Ignored = 2;

    public override IReadOnlyList<string> Marks => ["results[].rule_provider", "results[].location"];

    public override bool Recognises(ReportMarks marks) => marks.Has("results[].rule_provider", "results[].location");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var (result, place) = (entry.Value, entry.Value.At("location"));
        if (result.At("passed").ValueKind is JsonValueKind.True || result.At("status").Number() is Passed)
            return [entry.Skip("the check passed")];
        var (line, end) = (place.At("start_line").Position(), place.At("end_line").Position());
        var file = place.Text("filename");
        return [entry.Found(entry.InCode(result.Text("long_id") ?? result.Text("rule_id"), Severities.Parse(result.Text("severity")),
            Words.Paragraphs(result.Text("description"), result.Text("rule_description")), file, entry.Context.Files.Lines(entry.Locate(file), line, end)) with
        {
            StartLine = line,
            EndLine = end >= line ? end : line,
            ResourceAddress = result.Text("resource"),
            IgnoredInSource = result.At("status").Number() is Ignored ? "tfsec:ignore" : null,
        })];
    }
}

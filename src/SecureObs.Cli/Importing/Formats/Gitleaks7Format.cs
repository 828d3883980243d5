using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Gitleaks before version 8, which had other words and a row for each commit. https://github.com/gitleaks/gitleaks/tree/v7.6.1</summary>
internal sealed class Gitleaks7Format() : EntryFormat("gitleaks-7", "gitleaks", "[]")
{
    public override IReadOnlyList<string> Marks => ["[].offender", "[].rule"];

    public override bool Recognises(ReportMarks marks) => marks.Has("[].offender", "[].rule");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var (leak, line) = (entry.Value, entry.Value.At("lineNumber").Position());
        return [entry.Found(entry.OfSecret(leak.Text("rule"), leak.Text("rule"), leak.Text("file"), leak.Text("line"), leak.Text("offender")) with { StartLine = line, EndLine = line })];
    }
}

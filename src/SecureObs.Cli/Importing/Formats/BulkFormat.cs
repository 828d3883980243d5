using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Rows of our own API (<c>bulk-universal</c>), as somebody else's script may write them. Project and run are those of the call.</summary>
internal sealed class BulkFormat() : EntryFormat("secureobs", "secureobs", "[]")
{
    public override IReadOnlyList<string> Marks => ["[].scanner", "[].ruleId", "[].severity"];

    public override bool Recognises(ReportMarks marks) => marks.Has("[].scanner", "[].ruleId", "[].severity");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var row = entry.Value;
        // Each row names its scanner.
        var named = entry.Context.Tool is null && row.Text("scanner") is { } scanner ? entry with { Tool = new(ToolKeys.Of(scanner)) } : entry;
        var (line, end) = (row.At("startLine").Position(), row.At("endLine").Position());
        var finding = SecretScanners.Contains(named.Scanner)
            ? named.OfSecret(row.Text("ruleId"), row.Text("description"), row.Text("filePath"), row.Text("codeSnippet"))
            : named.InCode(row.Text("ruleId"), Severities.Parse(row.Text("severity")), row.Text("description"), row.Text("filePath"), row.Text("codeSnippet"));
        return [named.Found(finding with
        {
            StartLine = line,
            EndLine = end >= line ? end : line,
            CweIds = Words.Cwes(row.At("cweIds").Texts()),
            Fingerprint = row.Text("fingerprint"),
            StableId = row.Text("stableId"),
            PackageUrl = row.Text("packageUrl"),
            Advisory = row.Text("advisory"),
            Aliases = row.At("aliases").Texts() is { Count: > 0 } aliases ? aliases : null,
            ResourceAddress = row.Text("resourceAddress"),
            IgnoredInSource = row.Text("ignoredInSource"),
        })];
    }
}

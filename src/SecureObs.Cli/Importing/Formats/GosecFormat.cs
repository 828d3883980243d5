using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>gosec. https://github.com/securego/gosec#output-formats</summary>
internal sealed class GosecFormat() : EntryFormat("gosec", "gosec", "Issues[]")
{
    protected override string? VersionPath => "GosecVersion";

    public override IReadOnlyList<string> Marks => ["Issues", "Issues[].rule_id", "Stats"];

    public override bool Recognises(ReportMarks marks) => marks.HasAny("Issues[].rule_id") || marks.Has("Issues", "Stats");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var issue = entry.Value;
        // "79" or "79-81".
        var lines = (issue.Text("line") ?? "").Split('-').Select(text => int.TryParse(text, out var line) && line > 0 ? line : (int?)null).ToList();
        return [entry.Found(entry.InCode(issue.Text("rule_id"), Severities.Parse(issue.Text("severity")), issue.Text("details"), issue.Text("file"), issue.Text("code")) with
        {
            StartLine = lines[0],
            EndLine = lines[^1] >= lines[0] ? lines[^1] : lines[0],
            StartColumn = issue.At("column").Position(),
            CweIds = Words.Cwes(Words.CweNumbers(issue.Text("cwe", "id") ?? issue.Text("cwe", "ID"))),
            IgnoredInSource = issue.At("nosec").ValueKind is JsonValueKind.True ? "#nosec" : null,
        })];
    }
}

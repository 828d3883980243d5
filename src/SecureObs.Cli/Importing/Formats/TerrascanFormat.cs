using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Terrascan. https://runterrascan.io/docs/usage/command_line_mode/</summary>
internal sealed class TerrascanFormat() : EntryFormat("terrascan", "terrascan", "results.violations[]", "results.skipped_violations[]")
{
    public override IReadOnlyList<string> Marks => ["results.violations", "results.scan_summary"];

    public override bool Recognises(ReportMarks marks) => marks.Has("results.violations", "results.scan_summary");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var (each, line) = (entry.Value, entry.Value.At("line").Position());
        var address = string.Join('.', new[] { each.Text("resource_type"), each.Text("resource_name") }.OfType<string>());
        return [entry.Found(entry.InCode(each.Text("rule_id"), Severities.Parse(each.Text("severity")), each.Text("description"), each.Text("file")) with
        {
            StartLine = line,
            EndLine = line,
            ResourceAddress = address.Length == 0 ? null : address,
            IgnoredInSource = entry.Path == 1 ? OneLine.Of($"ts:skip {each.Text("skip_comment")}".TrimEnd(), 200) : null,
        })];
    }
}

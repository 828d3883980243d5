using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Code scanning alerts as GitHub's API lists them. https://docs.github.com/rest/code-scanning/code-scanning</summary>
internal sealed class GitHubAlertsFormat() : EntryFormat("github-alerts", "codeql", "[]")
{
    public override IReadOnlyList<string> Marks => ["[].rule", "[].most_recent_instance"];

    public override bool Recognises(ReportMarks marks) => marks.Has("[].rule", "[].most_recent_instance");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var (alert, rule, instance) = (entry.Value, entry.Value.At("rule"), entry.Value.At("most_recent_instance"));
        var named = entry.Context.Tool is null && alert.Text("tool", "name") is { } tool ? entry with { Tool = new(ToolKeys.Of(tool), alert.Text("tool", "version")) } : entry;
        if (alert.Text("state") == "fixed")
            return [named.Skip("state is fixed")];
        var place = instance.At("location");
        var (file, line, end) = (place.Text("path"), place.At("start_line").Position(), place.At("end_line").Position());
        return [named.Found(named.InCode(rule.Text("id"), Severities.Parse(rule.Text("security_severity_level") ?? rule.Text("severity")),
            Words.Paragraphs(instance.Text("message", "text"), rule.Text("description")), file, named.Context.Files.Lines(named.Locate(file), line, end)) with
        {
            StartLine = line,
            EndLine = end >= line ? end : line,
            StartColumn = place.At("start_column").Position(),
            CweIds = Words.Cwes(rule.At("tags").Texts()),
            IgnoredInSource = alert.Text("state") == "dismissed" ? OneLine.Of($"dismissed: {alert.Text("dismissed_reason")}", 200) : null,
        })];
    }
}

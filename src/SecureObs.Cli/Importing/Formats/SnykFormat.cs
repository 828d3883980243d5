using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>
/// Snyk: what <c>snyk test --json</c> and <c>snyk iac test --json</c> write of one project or of several; <c>snyk code test</c> writes SARIF.
/// https://docs.snyk.io/snyk-cli/cli-commands-and-options-summary
/// </summary>
internal sealed class SnykFormat() : EntryFormat("snyk", "snyk",
    "vulnerabilities[]", "[].vulnerabilities[]", "infrastructureAsCodeIssues[]", "[].infrastructureAsCodeIssues[]")
{
    private static readonly string[] ProjectMembers = ["packageManager", "displayTargetFile", "targetFile", "projectName"];
    private static readonly JsonPaths ProjectPaths = new([.. ProjectMembers, .. ProjectMembers.Select(name => "[]." + name)]);

    public override IReadOnlyList<string> Marks =>
        ["vulnerabilities", "dependencyCount", "[].vulnerabilities", "[].dependencyCount", "infrastructureAsCodeIssues", "[].infrastructureAsCodeIssues", "vulnerabilities[].packageName", "[].vulnerabilities[].packageName"];

    public override bool Recognises(ReportMarks marks) => marks.Has("vulnerabilities", "dependencyCount") || marks.Has("[].vulnerabilities", "[].dependencyCount")
        || marks.HasAny("infrastructureAsCodeIssues", "[].infrastructureAsCodeIssues", "vulnerabilities[].packageName", "[].vulnerabilities[].packageName");

    /// <summary>What is said of each project, wherever in it that stands.</summary>
    protected override (string? Tool, object? Shared) Prepare(ReportSource report)
    {
        var projects = new Dictionary<(int Project, string Member), string>();
        using var stream = report.Open();
        using var walk = new JsonWalk(stream, ProjectPaths);
        while (walk.Next())
        {
            if (walk.Value.Text() is { } text)
                projects[(walk.Path < ProjectMembers.Length ? 0 : walk.Index(0), ProjectMembers[walk.Path % ProjectMembers.Length])] = text;
        }
        return (null, projects);
    }

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var projects = (Dictionary<(int Project, string Member), string>)entry.Shared!;
        var project = entry.Path is 1 or 3 ? entry.Index : 0;
        string? Said(string member) => projects.GetValueOrDefault((project, member));
        var file = Said("displayTargetFile") ?? Said("targetFile") ?? Said("projectName");
        return [entry.Path >= 2 ? Infrastructure(entry, file) : Vulnerability(entry, file, Said("packageManager"))];
    }

    private static ReportRow Vulnerability(ReportEntry entry, string? file, string? manager)
    {
        var (each, names) = (entry.Value, entry.Value.At("identifiers"));
        return entry.Found(entry.InCode(each.Text("id"), Severities.Parse(each.Text("severity") ?? each.Text("nvdSeverity")),
            Words.Paragraphs(each.Text("title"), each.Text("description"), Words.FixedIn(each.At("fixedIn").Texts())), file) with
        {
            CweIds = Words.Cwes(names.At("CWE").Texts()),
            PackageUrl = PackageUrls.Of(manager ?? each.Text("packageManager"), each.Text("packageName") ?? each.Text("name"), each.Text("version")),
            Advisory = each.Text("id"),
            Aliases = [.. names.At("CVE").Texts(), .. names.At("GHSA").Texts()],
        });
    }

    private static ReportRow Infrastructure(ReportEntry entry, string? file)
    {
        var each = entry.Value;
        if (each.At("isIgnored").ValueKind is System.Text.Json.JsonValueKind.True)
            return entry.Skip("isIgnored is true");
        var line = each.At("lineNumber").Position();
        return entry.Found(entry.InCode(each.Text("id"), Severities.Parse(each.Text("severity")), Words.Paragraphs(each.Text("title"), each.Text("msg")), file) with
        {
            StartLine = line,
            EndLine = line,
            ResourceAddress = string.Join('.', each.At("path").Texts()) is { Length: > 0 } path ? path : null,
        });
    }
}

using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>npm audit: advisories with the places of each package (npm 6), or packages with their advisories (npm 7 and newer). https://docs.npmjs.com/cli/commands/npm-audit</summary>
internal sealed class NpmAuditFormat() : EntryFormat("npm-audit", "npm-audit", "advisories", "vulnerabilities")
{
    private const string Manifest = "package-lock.json";

    public override IReadOnlyList<string> Marks => ["auditReportVersion", "advisories", "actions"];

    public override bool Recognises(ReportMarks marks) => marks.Has("auditReportVersion") || marks.Has("advisories", "actions");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry) =>
        entry.Value.Members().SelectMany(each => entry.Path == 0 ? Advisory(entry, each) : Package(entry, each));

    private static IEnumerable<ReportRow> Advisory(ReportEntry entry, (string Name, JsonElement Value) named)
    {
        var each = named.Value;
        var names = each.At("cves").Texts().Concat(Words.Advisories(each.Text("url"))).ToList();
        // One advisory is a finding for each version of the package that is installed.
        return each.At("findings").Items().Select((installed, at) => entry.Found(
            Finding(entry, named.Name, each.Text("module_name"), installed.Text("version"), each, names, Words.Paragraphs(each.Text("title"), each.Text("overview"), each.Text("recommendation"))),
            $".{named.Name}.findings[{at}]"));
    }

    private static IEnumerable<ReportRow> Package(ReportEntry entry, (string Name, JsonElement Value) package)
    {
        // A text instead of an object names another package of the list that has the advisory.
        return package.Value.At("via").Items().Select((via, at) => (via, at)).Where(each => each.via.ValueKind is JsonValueKind.Object).Select(each => entry.Found(
            Finding(entry, each.via.At("source").Number()?.ToString(System.Globalization.CultureInfo.InvariantCulture), each.via.Text("name") ?? package.Name, null, each.via, Words.Advisories(each.via.Text("url")),
                Words.Paragraphs(each.via.Text("title"), $"{package.Name} {each.via.Text("range")}")),
            $".{package.Name}.via[{each.at}]"));
    }

    private static Drivers.Finding Finding(ReportEntry entry, string? id, string? package, string? version, JsonElement advisory, IReadOnlyList<string> names, string description) =>
        entry.InCode(First(names) ?? id, Severities.Parse(advisory.Text("severity")), description, Manifest) with
        {
            CweIds = Words.Cwes(advisory.At("cwe").Texts()),
            PackageUrl = PackageUrls.Of("npm", package, version),
            Advisory = First(names) ?? id,
            Aliases = names,
        };

    private static string? First(IReadOnlyList<string> names) => names.Count > 0 ? names[0] : null;
}

using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>OSV-Scanner: vulnerabilities stand below packages, which stand below sources. https://google.github.io/osv-scanner/output/</summary>
internal sealed class OsvFormat() : EntryFormat("osv-scanner", "osv-scanner", "results[]")
{
    public override IReadOnlyList<string> Marks => ["results[].source", "results[].packages", "experimental_config"];

    public override bool Recognises(ReportMarks marks) => marks.Has("results[].source", "results[].packages") || marks.Has("experimental_config");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry) =>
        entry.Value.At("packages").Items().SelectMany((package, at) => Package(entry, package, $".packages[{at}]"));

    private static IEnumerable<ReportRow> Package(ReportEntry entry, JsonElement package, string place)
    {
        var groups = package.At("groups").Items().ToList();
        return package.At("vulnerabilities").Items().Select((each, at) =>
        {
            var id = each.Text("id");
            var group = groups.FirstOrDefault(group => group.At("ids").Texts().Contains(id));
            var (ecosystem, name, version) = (package.Text("package", "ecosystem"), package.Text("package", "name"), package.Text("package", "version"));
            return entry.Found(entry.InCode(id, SeverityOf(each, group, package),
                Words.Paragraphs(Words.Titled(name, version, each.Text("summary") ?? id), each.Text("details")), entry.Value.Text("source", "path")) with
            {
                CweIds = Words.Cwes(each.At("database_specific", "cwe_ids").Texts()),
                PackageUrl = PackageUrls.Of(ecosystem, name, version),
                Advisory = id,
                // A group holds what is one and the same under several names.
                Aliases = [.. new[] { each.At("aliases"), group.At("ids"), group.At("aliases") }.SelectMany(names => names.Texts()).Where(other => other != id).Distinct()],
            }, $"{place}.vulnerabilities[{at}]");
        });
    }

    // The scanner's own score of the advisory, where it has one; else the word of the database, else what its vector comes to.
    private static Severity SeverityOf(JsonElement vulnerability, JsonElement group, JsonElement package)
    {
        if (group.At("max_severity").Score() is { } score && score > 0)
            return Words.OfScore(score);
        if (OwnSeverity(vulnerability) is not Severity.Unknown and var own)
            return own;
        // Another database's entry for the same weakness.
        var same = group.At("ids").Texts();
        return package.At("vulnerabilities").Items().Where(other => same.Contains(other.Text("id"))).Select(OwnSeverity).DefaultIfEmpty(Severity.Unknown).Max();
    }

    private static Severity OwnSeverity(JsonElement vulnerability)
    {
        if (vulnerability.Text("database_specific", "severity") is { } word)
            return Severities.Parse(word);
        var scores = vulnerability.At("severity").Items().Select(each => Cvss3.BaseScore(each.Text("score"))).OfType<double>().ToList();
        return scores.Count > 0 ? Words.OfScore(scores.Max()) : Severity.Unknown;
    }
}

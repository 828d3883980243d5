using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>
/// SPDX 2.2 and 2.3 JSON: packages whose external references name an advisory (category SECURITY, type advisory). It has no severities.
/// https://spdx.github.io/spdx-spec/v2.3/external-repository-identifiers/
/// </summary>
internal sealed class SpdxFormat() : EntryFormat("spdx", "spdx", "packages[]")
{
    private static readonly JsonPaths References = new("packages[].externalRefs[].referenceType");

    public override IReadOnlyList<string> Marks => ["spdxVersion", "@context", "@graph"];

    public override bool Recognises(ReportMarks marks) => marks.Has("spdxVersion") || marks.Has("@graph", "@context");

    protected override (string? Tool, object? Shared) Prepare(ReportSource report)
    {
        using (var stream = report.Open())
        using (var version = new JsonWalk(stream, new JsonPaths("spdxVersion"), whole: false))
        {
            if (!version.Next())
                throw new UnreadableReportException("SPDX 3 is not read, only 2.2 and 2.3: export CycloneDX, or the report of the scanner");
        }
        using var again = report.Open();
        using var walk = new JsonWalk(again, References);
        while (walk.Next())
        {
            if (walk.Value.Text() == "advisory")
                return (null, null);
        }
        throw new UnreadableReportException("the document lists packages and no vulnerabilities: there is nothing to import");
    }

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var references = entry.Value.At("externalRefs").Items().ToList();
        var package = references.FirstOrDefault(each => each.Text("referenceType") == "purl").Text("referenceLocator")
            ?? PackageUrls.Of(null, entry.Value.Text("name"), entry.Value.Text("versionInfo"));
        return references.Index().Where(each => each.Item.Text("referenceType") == "advisory").Select(each =>
        {
            var locator = each.Item.Text("referenceLocator");
            var names = Words.Advisories(locator);
            var id = names.Count > 0 ? names[0] : locator;
            return entry.Found(entry.InCode(id, Severity.Unknown, Words.Paragraphs(each.Item.Text("comment"), locator), null) with { PackageUrl = package, Advisory = id },
                $".externalRefs[{each.Index}]");
        });
    }
}

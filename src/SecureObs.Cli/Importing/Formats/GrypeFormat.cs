using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Grype. https://github.com/anchore/grype/tree/main/grype/presenter/models</summary>
internal sealed class GrypeFormat() : EntryFormat("grype", "grype", "matches[]", "ignoredMatches[]")
{
    protected override string? VersionPath => "descriptor.version";

    public override IReadOnlyList<string> Marks => ["matches", "matches[].vulnerability", "matches[].artifact", "descriptor.name"];

    public override bool Recognises(ReportMarks marks) => marks.Has("matches[].vulnerability", "matches[].artifact") || (marks.Has("matches") && marks.Text("descriptor.name") == "grype");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var (vulnerability, artifact) = (entry.Value.At("vulnerability"), entry.Value.At("artifact"));
        var related = entry.Value.At("relatedVulnerabilities").Items().ToList();
        var text = vulnerability.Text("description") ?? related.Select(each => each.Text("description")).FirstOrDefault(each => each is not null)
            ?? $"{vulnerability.Text("id")} in {artifact.Text("name")} {artifact.Text("version")}";
        return [entry.Found(entry.InCode(vulnerability.Text("id"), Severities.Parse(vulnerability.Text("severity")),
            Words.Paragraphs(text, Words.FixedIn(vulnerability.At("fix", "versions").Texts())), artifact.At("locations").Items().FirstOrDefault().Text("path")) with
        {
            CweIds = Words.Cwes(related.Append(vulnerability).SelectMany(each => each.At("cwes").Items()).Select(cwe => cwe.Text("cwe"))),
            PackageUrl = artifact.Text("purl") ?? PackageUrls.Of(artifact.Text("type"), artifact.Text("name"), artifact.Text("version")),
            Advisory = vulnerability.Text("id"),
            Aliases = [.. related.Select(each => each.Text("id")).OfType<string>().Distinct()],
            IgnoredInSource = entry.Path == 1 ? "ignored by a rule of Grype's configuration" : null,
        })];
    }
}

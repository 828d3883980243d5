using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Semgrep: JSON of the command, and the two lists that its service exports. https://semgrep.dev/docs/semgrep-appsec-platform/json-and-sarif</summary>
internal sealed class SemgrepFormat() : EntryFormat("semgrep", "semgrep", "results[]", "vulns[]", "findings[]")
{
    protected override string? VersionPath => "version";

    public override IReadOnlyList<string> Marks =>
        ["results[].check_id", "results[].extra", "results", "paths.scanned", "vulns[].advisory", "vulns[].matchedDependency", "findings[].rule_name", "findings[].location"];

    public override bool Recognises(ReportMarks marks) => marks.Has("results[].check_id", "results[].extra") || marks.Has("results", "paths.scanned")
        || marks.Has("vulns[].advisory", "vulns[].matchedDependency") || marks.Has("findings[].rule_name", "findings[].location");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry) => [entry.Path switch { 0 => Result(entry), 1 => Vulnerability(entry), _ => Exported(entry) }];

    private static ReportRow Result(ReportEntry entry)
    {
        var (result, extra) = (entry.Value, entry.Value.At("extra"));
        var (path, line, end) = (result.Text("path"), result.At("start", "line").Position(), result.At("end", "line").Position());
        // Without a login the service keeps these to itself, and says so in their place.
        var code = entry.Context.Files.Lines(entry.Locate(path), line, end) ?? (extra.Text("lines") is { } lines && lines != "requires login" ? lines : null);
        var finding = entry.InCode(result.Text("check_id"), Severities.ParseSemgrep(extra.Text("severity")), extra.Text("message"), path, code) with
        {
            StartLine = line,
            EndLine = end >= line ? end : line,
            StartColumn = result.At("start", "col").Position(),
            CweIds = Words.Cwes(extra.At("metadata", "cwe").Texts()),
            OwaspCategories = extra.At("metadata", "owasp").Texts() is { Count: > 0 } owasp ? owasp : null,
            // Of the code and of which of several equal ones it is.
            StableId = extra.Text("fingerprint") is { } id && !id.Contains(' ', StringComparison.Ordinal) ? $"matchBasedId={id}" : null,
            IgnoredInSource = extra.At("is_ignored").ValueKind is JsonValueKind.True ? "nosemgrep" : null,
        };
        var found = extra.At("sca_info", "dependency_match", "found_dependency");
        var names = Words.Advisories(string.Join(' ', extra.At("metadata", "sca-vuln-database-identifier").Texts()));
        return entry.Found(!found.Exists() ? finding : finding with
        {
            PackageUrl = PackageUrls.Of(found.Text("ecosystem"), found.Text("package"), found.Text("version")),
            Advisory = names.Count > 0 ? names[0] : null,
        });
    }

    private static ReportRow Vulnerability(ReportEntry entry)
    {
        var (each, advisory) = (entry.Value, entry.Value.At("advisory"));
        var names = advisory.At("references", "cveIds").Texts();
        var line = each.At("dependencyFileLocation", "startLine").Position();
        return entry.Found(entry.InCode(advisory.Text("ruleId"), Severities.ParseSemgrep(advisory.Text("severity")),
            Words.Paragraphs(advisory.Text("title") ?? each.Text("title"), advisory.Text("description")), each.Text("dependencyFileLocation", "path")) with
        {
            StartLine = line,
            EndLine = line,
            CweIds = Words.Cwes(advisory.At("references", "cweIds").Texts()),
            PackageUrl = PackageUrls.Of(advisory.Text("ecosystem"), each.Text("matchedDependency", "name"), each.Text("matchedDependency", "versionSpecifier")),
            Advisory = names.Count > 0 ? names[0] : advisory.Text("ruleId"),
            Aliases = names,
        });
    }

    private static ReportRow Exported(ReportEntry entry)
    {
        var (each, place) = (entry.Value, entry.Value.At("location"));
        if (each.Text("status") is ("fixed" or "removed") and var status)
            return entry.Skip($"status is {status}");
        var (line, end) = (place.At("line").Position(), place.At("end_line").Position());
        return entry.Found(entry.InCode(each.Text("rule_name"), Severities.ParseSemgrep(each.Text("severity")), each.Text("rule_message"), place.Text("file_path"),
            entry.Context.Files.Lines(entry.Locate(place.Text("file_path")), line, end)) with
        {
            StartLine = line,
            EndLine = end >= line ? end : line,
            StartColumn = place.At("column").Position(),
            CweIds = Words.Cwes(each.At("rule", "cwe_names").Texts()),
            StableId = each.Text("match_based_id") is { } id ? $"matchBasedId={id}" : null,
        });
    }
}

using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Brakeman. https://brakemanscanner.org/docs/options/ It tells how sure it is, and no severity.</summary>
internal sealed class BrakemanFormat() : EntryFormat("brakeman", "brakeman", "warnings[]", "ignored_warnings[]")
{
    protected override string? VersionPath => "scan_info.brakeman_version";

    public override IReadOnlyList<string> Marks => ["scan_info", "warnings"];

    public override bool Recognises(ReportMarks marks) => marks.Has("scan_info", "warnings");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var (warning, line) = (entry.Value, entry.Value.At("line").Position());
        var severity = warning.Text("confidence") switch { "High" => Severity.High, "Medium" => Severity.Medium, "Weak" or "Low" => Severity.Low, _ => Severity.Unknown };
        return [entry.Found(entry.InCode(warning.Text("check_name") ?? warning.Text("warning_type"), severity,
            Words.Paragraphs(warning.Text("warning_type"), warning.Text("message")), warning.Text("file"), warning.Text("code")) with
        {
            StartLine = line,
            EndLine = line,
            CweIds = Words.Cwes(warning.At("cwe_id").Items().Select(cwe => cwe.Number() is { } number ? $"CWE-{number}" : null)),
            // Of the kind, the code and the file.
            StableId = warning.Text("fingerprint"),
            IgnoredInSource = entry.Path == 1 ? "brakeman.ignore" : null,
        })];
    }
}

using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Checkov: one report, or a list with one for each framework. https://www.checkov.io/8.Outputs/JSON.html</summary>
internal sealed class CheckovFormat() : EntryFormat("checkov", "checkov",
    "results.failed_checks[]", "[].results.failed_checks[]", "results.skipped_checks[]", "[].results.skipped_checks[]", "results.passed_checks[]", "[].results.passed_checks[]")
{
    public override IReadOnlyList<string> Marks => ["check_type", "[].check_type", "checkov_version", "[].checkov_version"];

    // Without anything to check it writes a summary alone.
    public override bool Recognises(ReportMarks marks) => marks.HasAny("check_type", "[].check_type", "checkov_version", "[].checkov_version");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var check = entry.Value;
        if (entry.Path >= 4)
            return [entry.Skip("the check passed")];
        var range = check.At("file_line_range").Items().Select(line => line.Position()).ToList();
        var code = string.Join("", check.At("code_block").Items().Select(line => line.Items().ElementAtOrDefault(1).Text() ?? ""));
        // Severities come from its service: without a key there are none.
        var severity = Severities.Parse(check.Text("severity") ?? "MEDIUM");
        var finding = entry.InCode(check.Text("check_id"), severity, check.Text("check_name") ?? check.Text("short_description"), Path(check.Text("file_path")), code.Length == 0 ? null : code) with
        {
            StartLine = range.FirstOrDefault(),
            EndLine = range.LastOrDefault() is { } end && end >= range[0] ? end : range.FirstOrDefault(),
            ResourceAddress = check.Text("resource_address") ?? check.Text("resource"),
            IgnoredInSource = entry.Path < 2 ? null : OneLine.Of($"checkov:skip {check.Text("check_result", "suppress_comment")}".TrimEnd(), 200),
        };
        return [entry.Found(check.At("vulnerability_details").Exists() ? Package(finding, check) : finding)];
    }

    private static Finding Package(Finding finding, System.Text.Json.JsonElement check)
    {
        var details = check.At("vulnerability_details");
        return finding with
        {
            PackageUrl = PackageUrls.Of(details.Text("package_type"), details.Text("package_name"), details.Text("package_version")),
            Advisory = details.Text("id"),
            ResourceAddress = null,
        };
    }

    // It starts with a slash and means the scanned directory.
    private static string? Path(string? path) => path?.TrimStart('/');
}

using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;
using SecureObs.Masking;

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
        var path = Path(entry, check);
        // The file itself where it is there: the block is cut, and masked in a way that is not ours.
        var code = entry.Context.Files.Lines(entry.Locate(path), range.FirstOrDefault(), range.LastOrDefault())
            ?? string.Join("", check.At("code_block").Items().Select(line => line.Items().ElementAtOrDefault(1).Text() ?? ""));
        // Severities come from its service: without a key there are none.
        var severity = Severities.Parse(check.Text("severity") ?? "MEDIUM");
        var id = check.Text("check_id");
        var finding = entry.InCode(id, severity, check.Text("check_name") ?? check.Text("short_description"), path, code.Length == 0 ? null : code) with
        {
            StartLine = range.FirstOrDefault(),
            EndLine = range.LastOrDefault() is { } end && end >= range[0] ? end : range.FirstOrDefault(),
            // Of a secret it is a plain hash, which could be tried out.
            ResourceAddress = id?.StartsWith("CKV_SECRET", StringComparison.Ordinal) is true ? null : check.Text("resource_address") ?? check.Text("resource"),
            IgnoredInSource = entry.Path < 2 ? null
                : OneLine.Of(SecretMask.Text($"checkov:skip={id}: {check.Text("check_result", "suppress_comment")}".TrimEnd(':', ' ')), 200),
        };
        return [entry.Found(check.At("vulnerability_details").Exists() ? Package(finding, check) : finding)];
    }

    private static Finding Package(Finding finding, JsonElement check)
    {
        var details = check.At("vulnerability_details");
        return finding with
        {
            PackageUrl = PackageUrls.Of(details.Text("package_type"), details.Text("package_name"), details.Text("package_version")),
            Advisory = details.Text("id"),
            ResourceAddress = null,
        };
    }

    // The one without a root starts with a slash and means the scanned directory.
    private static string? Path(ReportEntry entry, JsonElement check) =>
        check.Text("file_abs_path") is { } whole && entry.Locate(whole) is { IsInside: true } ? whole : check.Text("file_path")?.TrimStart('/');
}

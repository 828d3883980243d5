using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>
/// detect-secrets: an object with a list for each file. Its plain hash of each secret is left out: whoever has it could try secrets
/// against it. https://github.com/Yelp/detect-secrets
/// </summary>
internal sealed class DetectSecretsFormat() : EntryFormat("detect-secrets", "detect-secrets", "results")
{
    protected override string? VersionPath => "version";

    public override IReadOnlyList<string> Marks => ["plugins_used", "results"];

    public override bool Recognises(ReportMarks marks) => marks.Has("plugins_used", "results");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry) => entry.Value.Members().SelectMany(file => file.Value.Items().Select((each, at) =>
    {
        var (place, line) = ($".{file.Name}[{at}]", each.At("line_number").Position());
        if (each.At("is_secret").ValueKind is JsonValueKind.False)
            return entry.Skip("somebody said that it is no secret (is_secret)", place);
        var verified = each.At("is_verified").ValueKind is JsonValueKind.True ? " It is valid." : "";
        var code = entry.Context.Files.Lines(entry.Locate(file.Name), line, line);
        return entry.Found(Drivers.Finding.InCode("detect-secrets", each.Text("type") ?? "secret", Severity.Critical, $"{each.Text("type")}.{verified}", entry.Locate(file.Name), code) with { StartLine = line, EndLine = line }, place);
    }));
}

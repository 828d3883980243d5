using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>TruffleHog: JSON Lines of version 3, and of version 2 with one line for each commit. https://github.com/trufflesecurity/trufflehog</summary>
internal sealed class TrufflehogFormat() : EntryFormat("trufflehog", "trufflehog", "")
{
    public override IReadOnlyList<string> Marks => ["DetectorName", "SourceMetadata", "stringsFound", "commitHash"];

    public override bool Recognises(ReportMarks marks) => marks.Has("DetectorName", "SourceMetadata") || marks.Has("stringsFound", "commitHash");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        if (!entry.Value.At("SourceMetadata").Exists())
            return [Version2(entry)];
        // One member, named after the kind of source: Git, Filesystem, Github.
        var source = entry.Value.At("SourceMetadata", "Data").Members().Select(each => each.Value).FirstOrDefault();
        var line = source.At("line").Position();
        var raw = entry.Value.Text("Raw");
        var verified = entry.Value.At("Verified").ValueKind is JsonValueKind.True ? "It is valid." : null;
        return [entry.Found(entry.OfSecret(entry.Value.Text("DetectorName"), Words.Paragraphs($"A secret of {entry.Value.Text("DetectorName")}.", verified), source.Text("file") ?? source.Text("link"), raw, raw) with
        {
            StartLine = line,
            EndLine = line,
        })];
    }

    private static ReportRow Version2(ReportEntry entry)
    {
        var strings = entry.Value.At("stringsFound").Texts();
        return entry.Found(entry.OfSecret(entry.Value.Text("reason"), entry.Value.Text("reason"), entry.Value.Text("path"), string.Join('\n', strings.Take(20)), strings.Count > 0 ? strings[0] : null));
    }
}

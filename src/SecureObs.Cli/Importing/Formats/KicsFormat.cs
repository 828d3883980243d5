using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>KICS: queries, each with the places that it found. https://docs.kics.io/latest/results/</summary>
internal sealed class KicsFormat() : EntryFormat("kics", "kics", "queries[]")
{
    protected override string? VersionPath => "kics_version";

    public override IReadOnlyList<string> Marks => ["queries_total", "files_scanned"];

    public override bool Recognises(ReportMarks marks) => marks.Has("queries_total", "files_scanned");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var query = entry.Value;
        return query.At("files").Items().Select((file, at) =>
        {
            var line = file.At("line").Position();
            var description = Words.Paragraphs(query.Text("query_name"), file.Text("actual_value"), query.Text("description"));
            return entry.Found(entry.InCode(query.Text("query_id"), Severities.Parse(query.Text("severity")), description, file.Text("file_name"),
                entry.Context.Files.Lines(entry.Locate(file.Text("file_name")), line, line)) with
            {
                StartLine = line,
                EndLine = line,
                CweIds = Words.Cwes(Words.CweNumbers(query.Text("cwe"))),
                ResourceAddress = file.Text("search_key"),
            }, $".files[{at}]");
        });
    }
}

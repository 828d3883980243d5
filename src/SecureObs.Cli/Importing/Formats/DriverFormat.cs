using System.Runtime.InteropServices;
using System.Text;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>
/// The native report of a tool that has a driver: each entry is read by the driver as a report of its own, so that what is
/// imported and what is scanned are the same, one wrong entry is rejected alone, and the size of the report does not matter.
/// </summary>
/// <param name="entries">The path of the entries.</param>
/// <param name="before">What makes a report of one entry, with <paramref name="after"/>.</param>
/// <param name="marks">All of one list make the format.</param>
internal sealed class DriverFormat(string name, IScannerDriver driver, string entries, string before, string after, params IReadOnlyList<string[]> marks)
    : EntryFormat(name, driver.Key, entries)
{
    private readonly byte[] head = Encoding.UTF8.GetBytes(before);
    private readonly byte[] tail = Encoding.UTF8.GetBytes(after);

    public override IReadOnlyList<string> Marks { get; } = [.. marks.SelectMany(all => all)];

    public override bool Recognises(ReportMarks found) => marks.Any(all => found.Has(all));

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        using var alone = new MemoryStream([.. head, .. JsonMarshal.GetRawUtf8Value(entry.Value), .. tail]);
        foreach (var finding in driver.Parse(alone, entry.Context.Files).Findings)
            yield return entry.Found(finding);
    }
}

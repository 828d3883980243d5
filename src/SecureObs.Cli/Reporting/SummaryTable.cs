using System.Globalization;
using SecureObs.Contracts;

namespace SecureObs.Cli.Reporting;

/// <summary>The table at the end of a scan: fixed columns, at most 80 wide, so that people and scripts can read it.</summary>
internal static class SummaryTable
{
    public static void Write(TextWriter output, IReadOnlyList<ScanRow> rows)
    {
        output.WriteLine();
        output.WriteLine(Line("SCANNER", "VERSION", "STATUS", "CRIT", "HIGH", "MED", "LOW", "OTHER", "NEW", "TIME"));
        foreach (var row in rows)
            output.WriteLine(Line(row));
        foreach (var row in rows.Where(row => row.Failure is not null))
            output.WriteLine($"{row.Scanner}: {row.Failure}");
        if (rows.Any(row => row.Failure is not null))
            output.WriteLine("A scanner with ERROR or SKIPPED found nothing out: this is not a clean result.");
    }

    private static string Line(ScanRow row)
    {
        var time = row.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s";
        if (row.Failure is not null)
            return Line(row.Scanner, row.Version ?? "-", row.IsSkipped ? "SKIPPED" : "ERROR", "-", "-", "-", "-", "-", "-", time);

        return Line(row.Scanner, row.Version ?? "-", "OK", Number(row.Count(Severity.Critical)), Number(row.Count(Severity.High)),
            Number(row.Count(Severity.Medium)), Number(row.Count(Severity.Low)), Number(row.Count(Severity.Info, Severity.Unknown)),
            Number(row.New), time);
    }

    private static string Line(
        string scanner, string version, string status,
        string critical, string high, string medium, string low, string other, string added, string time) =>
        $"{scanner,-16} {version,-9} {status,-7} {critical,4} {high,5} {medium,5} {low,5} {other,5} {added,5} {time,8}";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}

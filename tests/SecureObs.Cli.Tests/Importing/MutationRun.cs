using System.Diagnostics;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Tests.Importing;

/// <summary>
/// Reads broken reports, as the format of the good one and as whatever they look like. The only exception that may come is
/// the one of which the command makes its line.
/// </summary>
internal static class MutationRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="maximum">How many mutations at most.</param>
    /// <returns>How many were read, and what went wrong with which, or null.</returns>
    public static (long Tries, string? Fault) Of(byte[] report, int seed, TimeSpan time, long maximum)
    {
        var format = ReportFormats.Detect(new ReportSource(new MemoryStream(report)));
        var clock = Stopwatch.StartNew();
        var tries = 0L;
        for (; clock.Elapsed < time && tries < maximum; tries++)
        {
            var random = new Random(unchecked(seed + (int)tries));
            var broken = Mutation.Of(report, random);
            var started = Stopwatch.GetTimestamp();
            var fault = Read(broken, source => format) ?? Read(broken, ReportFormats.Detect);
            if (fault is null && Stopwatch.GetElapsedTime(started) > Patience)
                fault = "it took longer than five seconds";
            if (fault is not null)
                return (tries, $"seed {unchecked(seed + (int)tries)}: {fault}");
        }
        return (tries, null);
    }

    private static string? Read(byte[] broken, Func<ReportSource, IReportFormat> format)
    {
        try
        {
            var source = new ReportSource(new MemoryStream(broken));
            var (merge, tally) = (new FindingMerge(), new ReportTally("fuzz"));
            foreach (var row in format(source).Open(source, new(new ReportPaths("/workspace"), null)).Rows)
                tally.Count(row, row.Finding is { } finding ? merge.Take(finding) : null);
            CheckReport.Write(TextWriter.Null, tally);
            CheckReport.WriteJson(Stream.Null, [tally]);
            return null;
        }
        catch (UnreadableReportException)
        {
            return null;
        }
        catch (Exception crash)
        {
            return crash.ToString();
        }
    }
}

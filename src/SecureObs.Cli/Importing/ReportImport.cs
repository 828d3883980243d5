using System.Diagnostics;
using SecureObs.Cli.Api;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Reporting;

namespace SecureObs.Cli.Importing;

/// <summary>
/// Sends what reports hold as results of their scanners. All reports are read to their end before anything is sent. When an
/// entry was rejected its scanner has no complete result, as else what was rejected would look fixed.
/// </summary>
/// <param name="allowRejected">Whether a result counts as complete without what was rejected.</param>
internal sealed class ReportImport(IReadOnlyList<ReportReader> reports, ScannedFiles files, bool allowRejected)
{
    private const int LongestVersion = 100;

    private readonly Dictionary<string, ScannerUpload> scanners = [];

    public IEnumerable<ReportTally> Tallies => reports.Select(report => report.Tally);

    public int Rejected => Tallies.Sum(tally => tally.Rejected);

    /// <summary>Whether the API has not all of what was to be sent.</summary>
    public bool NotAllArrived { get; private set; }

    /// <summary>Reads all reports and counts what is in them.</summary>
    /// <exception cref="CommandFailure">One cannot be read to its end.</exception>
    public void Check()
    {
        var merges = new Dictionary<string, FindingMerge>();
        foreach (var report in reports)
            foreach (var _ in report.Findings(merges)) { }
    }

    /// <summary>The same, and says what became of each report.</summary>
    /// <exception cref="CommandFailure">One cannot be read to its end.</exception>
    public void Check(TextWriter output)
    {
        Check();
        foreach (var tally in Tallies)
            CheckReport.Write(output, tally);
    }

    /// <exception cref="CommandFailure">An empty report does not say which tool wrote it.</exception>
    public IReadOnlyList<string> Scanners()
    {
        if (reports.FirstOrDefault(report => report.Tools.Count == 0 && report.Tally.Tools.Count == 0) is { } nameless)
            throw new CommandFailure(ExitCode.Failed, $"{OneLine.Of(nameless.Tally.File, 200)}: the report has no findings and does not say which tool wrote it. Say so with --tool.");
        return [.. reports.SelectMany(report => report.Tools.Select(tool => tool.Key).Concat(report.Tally.Tools.Keys)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Delivers the findings and says of each scanner how it ended.</summary>
    /// <param name="rowsOf">How findings of the scanner with this key become rows.</param>
    /// <returns>One row for each scanner, with what it found.</returns>
    public async Task<IReadOnlyList<ScanRow>> SendAsync(IDelivery delivery, Func<string, FindingRows> rowsOf, CancellationToken ct)
    {
        var sending = new OneAhead();
        foreach (var key in Scanners())
            scanners[key] = new(delivery, rowsOf(key), new(key, files, rowsOf(key).Hasher), sending);
        var started = Stopwatch.GetTimestamp();
        CommandFailure? failure = null;
        try
        {
            var merges = new Dictionary<string, FindingMerge>();
            foreach (var (tool, finding) in reports.SelectMany(report => report.Findings(merges)))
                await scanners[tool.Key].AddAsync(finding, ct);
            foreach (var scanner in scanners.Values)
                await scanner.FlushAsync(ct);
        }
        catch (CommandFailure refused) when (refused.ExitCode != ExitCode.Refused)
        {
            failure = refused;
        }
        NotAllArrived = failure is not null;
        var rows = new List<ScanRow>();
        foreach (var (key, scanner) in scanners)
        {
            var row = Row(key, Stopwatch.GetElapsedTime(started), failure);
            rows.Add(await scanner.EndAsync(row, ct));
            NotAllArrived |= rows[^1].Failure != row.Failure;
        }
        return rows;
    }

    private ScanRow Row(string key, TimeSpan duration, CommandFailure? failure)
    {
        var tools = reports.SelectMany(report => report.Tools).Where(tool => tool.Key == key).ToList();
        var version = tools.Select(tool => tool.Version).FirstOrDefault(each => each is not null) ?? Tallies.Select(tally => tally.Tools.GetValueOrDefault(key).Version).FirstOrDefault(each => each is not null);
        var rejected = reports.Where(report => report.Tools.Any(tool => tool.Key == key) || report.Tally.Tools.ContainsKey(key)).Sum(report => report.Tally.Rejected);
        return new(key, version?.Length > LongestVersion ? version[..LongestVersion] : version, duration, failure?.Message
            ?? tools.Select(tool => tool.Failure).FirstOrDefault(each => each is not null)
            ?? (rejected > 0 && !allowRejected ? $"{rejected} entries of its report were rejected" : null));
    }
}

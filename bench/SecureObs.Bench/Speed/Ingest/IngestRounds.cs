using System.Diagnostics;
using System.Text.Json;
using SecureObs.Bench.Speed.Peers;
using SecureObs.Contracts;

namespace SecureObs.Bench.Speed.Ingest;

/// <summary>Takes in the same 5,000 rows by every way in each round: by COPY, over HTTP, in this process, by EF Core.</summary>
internal sealed class IngestRounds(TrialHost host, CopyLimit limit, PeerImport peer)
{
    public const int Count = 5_000;
    public const int OneByOneCount = 250;
    public const string Wide = "COPY, wide";
    public const string Narrow = "COPY, narrow";
    public const string OverHttp = "over HTTP";
    public const string InProcess = "in process";
    public const string First = "first";
    public const string Unchanged = "unchanged";
    public const string Changed = "95 % known";
    public const string PeerFirst = "EF Core, first";
    public const string PeerAgain = "EF Core, unchanged";
    public const string PeerOneByOne = "EF Core, unchanged, one by one";
    private const int Overlap = Count / 20;

    public static string Name(string way, string what) => $"{way}, {what}";

    public static string Complete(string way, string what) => $"{way}, {what}, complete";

    /// <summary>How many rows a lane takes in.</summary>
    public static int RowsOf(string lane) => lane == PeerOneByOne ? OneByOneCount : Count;

    /// <param name="warmUp">Rounds before, which are not counted.</param>
    public async Task<LaneTimes> MeasureAsync(int rounds, int warmUp)
    {
        var times = new LaneTimes();
        for (var round = -warmUp; round < rounds; round++)
            await RoundAsync(round < 0 ? new LaneTimes() : times);
        return times;
    }

    private async Task RoundAsync(LaneTimes times)
    {
        var project = Guid.CreateVersion7();
        var rows = Report.Rows(project, "1", 0, Count);
        await AddAsync(times, Wide, () => limit.RunAsync(rows, wide: true));
        await AddAsync(times, Narrow, () => limit.RunAsync(rows, wide: false));
        await ScanAsync(times, OverHttp, scans => scans.SendAsync);
        await ScanAsync(times, InProcess, scans => scans.CallAsync);
        await AddAsync(times, PeerFirst, () => peer.FirstAsync(project, rows));
        await AddAsync(times, PeerAgain, () => peer.AgainAsync(project, rows));
        await AddAsync(times, PeerOneByOne, () => peer.OneByOneAsync(project, [.. rows.Take(OneByOneCount)]));
    }

    private async Task ScanAsync(LaneTimes times, string way, Func<Scans, Func<byte[], Task<IngestResult>>> by)
    {
        var (project, pipeline) = await host.NewProjectAsync($"{way} {Guid.NewGuid()}");
        using var _ = pipeline;
        var scans = new Scans(host, project, pipeline);
        foreach (var (what, first, isNew) in new[] { (First, 0, Count), (Unchanged, 0, 0), (Changed, Overlap, Overlap) })
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(Report.Rows(project, what, first, Count), Scans.Web);
            var run = await scans.OpenAsync(what);
            await AddAsync(times, Name(way, what), async () =>
            {
                var started = Stopwatch.GetTimestamp();
                var result = await by(scans)(body);
                return result.Ingested - result.Deduplicated == isNew ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{way}, {what}: {result}");
            });
            await AddAsync(times, Complete(way, what), async () =>
            {
                var started = Stopwatch.GetTimestamp();
                await scans.CompleteAsync(run, Count);
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            });
            await scans.CloseAsync(run);
        }
    }

    private async Task AddAsync(LaneTimes times, string lane, Func<Task<double>> work)
    {
        var (wal, disk) = await limit.WrittenAsync();
        var milliseconds = await work();
        var (walAfter, diskAfter) = await limit.WrittenAsync();
        times.Add(lane, new(milliseconds, walAfter - wal, diskAfter - disk));
    }
}

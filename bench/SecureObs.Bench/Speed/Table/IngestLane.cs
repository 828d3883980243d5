using SecureObs.Bench.Speed.Ingest;
using SecureObs.Bench.Speed.Peers;

namespace SecureObs.Bench.Speed.Table;

/// <summary>Taking in findings beside COPY and beside EF Core, write-ahead log and disk.</summary>
internal sealed class IngestLane : ITableLane
{
    private const int WarmUp = 1;
    private const double KiB = 1_024;
    private const string PerSecond = "findings/s";

    public string Name => "ingest";

    public async Task MeasureAsync(TableSize size, TargetTable table)
    {
        await using var host = await TrialHost.StartAsync(measured: true);
        await using var limit = new CopyLimit(host.SuperuserConnectionString);
        await limit.PrepareAsync();
        var peer = new PeerImport(host.SuperuserConnectionString);
        await peer.PrepareAsync();
        var times = await new IngestRounds(host, limit, peer).MeasureAsync(size.IngestRounds, WarmUp);
        table.Add(BesideCopy(times));
        table.Add(BesidePeers(times));
        table.Add(Written(times));
        table.Add(await DiskAsync(limit));
    }

    private static IEnumerable<TargetRow> BesideCopy(LaneTimes times)
    {
        var (wide, narrow) = (IngestTrial.Rate(times, IngestRounds.Wide), IngestTrial.Rate(times, IngestRounds.Narrow));
        var (http, inside) = (IngestRounds.OverHttp, IngestRounds.InProcess);
        yield return Row(inside, IngestRounds.First, wide, IngestRounds.Wide, 1);
        yield return Row(inside, IngestRounds.First, narrow, IngestRounds.Narrow, 0.6);
        yield return Row(http, IngestRounds.First, wide, IngestRounds.Wide, 0.7);
        yield return Row(http, IngestRounds.Unchanged, wide, IngestRounds.Wide, 3);
        yield return Row(http, IngestRounds.Changed, wide, IngestRounds.Wide, 2);

        TargetRow Row(string way, string what, double copy, string beside, double least) =>
            TargetRow.AtLeastTimes($"ingest {way}, {what}", IngestTrial.Rate(times, IngestRounds.Name(way, what)), PerSecond, copy, beside, least);
    }

    private static IEnumerable<TargetRow> BesidePeers(LaneTimes times)
    {
        var (first, again) = (Rate(IngestRounds.First), Rate(IngestRounds.Unchanged));
        yield return TargetRow.AtLeastTimes("against EF Core, first", first, PerSecond, IngestTrial.Rate(times, IngestRounds.PeerFirst), "AddRange, SaveChanges", 5);
        yield return TargetRow.AtLeastTimes("against EF Core, unchanged", again, PerSecond, IngestTrial.Rate(times, IngestRounds.PeerAgain), "one query, SaveChanges", 40);
        yield return TargetRow.Told("against EF Core, unchanged, one by one", again, PerSecond, IngestTrial.Rate(times, IngestRounds.PeerOneByOne), "a query and SaveChanges each");

        double Rate(string what) => IngestTrial.Rate(times, IngestRounds.Name(IngestRounds.OverHttp, what));
    }

    /// <summary>Of the rows and of what says that the result is complete.</summary>
    private static IEnumerable<TargetRow> Written(LaneTimes times)
    {
        var (sent, complete) = (IngestRounds.Name(IngestRounds.OverHttp, IngestRounds.Unchanged), IngestRounds.Complete(IngestRounds.OverHttp, IngestRounds.Unchanged));
        yield return TargetRow.AtMost("WAL of an unchanged finding", (times.Wal(sent) + times.Wal(complete)) / IngestRounds.Count, "bytes",
            times.Wal(IngestRounds.Narrow) / IngestRounds.Count, $"{IngestRounds.Narrow}, a new one", 50);
        yield return TargetRow.AtMost("disk of an unchanged finding", (times.Disk(sent) + times.Disk(complete)) / IngestRounds.Count, "bytes", null, "", 0);
    }

    private static async Task<TargetRow> DiskAsync(CopyLimit limit) => TargetRow.AtMost("disk of a finding, all in",
        await limit.DiskOfRowAsync("relnamespace = 'app'::regnamespace", "app.findings") / KiB, "KB",
        await limit.DiskOfRowAsync("relname = 'copy_narrow'", "public.copy_narrow") / KiB, IngestRounds.Narrow, 1.3);
}

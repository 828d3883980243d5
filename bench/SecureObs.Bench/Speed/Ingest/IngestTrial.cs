using SecureObs.Bench.Speed.Peers;

namespace SecureObs.Bench.Speed.Ingest;

/// <summary>How fast findings are taken in, beside the limit of the machine and beside others, measured in the same rounds.</summary>
internal static class IngestTrial
{
    private const int WarmUp = 2;

    /// <param name="rounds">How often each is measured.</param>
    public static async Task<int> RunAsync(int rounds)
    {
        await using var host = await TrialHost.StartAsync(measured: true);
        await using var limit = new CopyLimit(host.SuperuserConnectionString);
        await limit.PrepareAsync();
        var peer = new PeerImport(host.SuperuserConnectionString);
        await peer.PrepareAsync();
        var times = await new IngestRounds(host, limit, peer).MeasureAsync(rounds, WarmUp);
        Console.WriteLine($"{IngestRounds.Count:N0} findings, {rounds} rounds, medians; {Environment.ProcessorCount} processors, load {Machine.LoadAverage()}");
        foreach (var lane in times.Names)
            Show(times, lane);
        return 0;
    }

    private static void Show(LaneTimes times, string lane)
    {
        var rate = Rate(times, lane);
        Console.WriteLine($"{lane,-34} {times.Milliseconds(lane),8:0.0} ms {rate,9:N0}/s {rate / Rate(times, IngestRounds.Wide),6:0.00} x COPY wide {times.Wal(lane) / IngestRounds.RowsOf(lane),6:0} bytes of WAL each");
    }

    /// <summary>Findings a second.</summary>
    public static double Rate(LaneTimes times, string lane) => IngestRounds.RowsOf(lane) / times.Milliseconds(lane) * 1_000;
}

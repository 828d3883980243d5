using System.Diagnostics;
using SecureObs.Bench.Speed.Reading;

namespace SecureObs.Bench.Speed.Table;

/// <summary>Gate, list and detail in a large installation, in the database and over HTTP, and the search for text.</summary>
internal sealed class ReadLane : ITableLane
{
    private const int WarmUp = 10;
    private const int Searches = 20;
    /// <summary>What is asked of a whole tenant, and how many milliseconds it may take; facets and trends of all come from what is kept counted.</summary>
    private static readonly (string Name, double Most)[] OfTenant =
        [(ReadHost.Facets, 2), (ReadHost.FacetsByRule, 15), (ReadHost.Trend, 2), (ReadHost.Text, 50)];
    private const string Nothing = "an empty transaction";

    public string Name => "read";

    public async Task MeasureAsync(TableSize size, TargetTable table)
    {
        await using var host = await ReadHost.StartAsync(size.Findings);
        var million = FormattableString.Invariant($"{size.Findings / 1e6:0.##} M");
        using (var database = new DatabaseTime())
        {
            var floor = await FloorAsync(host.Host, size.Requests);
            foreach (var name in new[] { ReadHost.Gate, ReadHost.List, ReadHost.Detail })
            {
                var times = await SequentialAsync(() => database.AskAsync(host[name]), size.Requests);
                table.Add(
                    TargetRow.AtMost($"{name} of {million}, in the database, p50", times.Half, "ms", floor.Half, Nothing, 1),
                    TargetRow.AtMost($"{name} of {million}, in the database, p99", times.P99, "ms", floor.P99, Nothing, 10));
            }
            var tenant = FormattableString.Invariant($"{size.Findings / 5e6:0.##} M of a tenant");
            foreach (var (name, most) in OfTenant)
                table.Add(TargetRow.AtMost($"{name}, {tenant}, in the database, p50", (await SequentialAsync(() => database.AskAsync(host[name]), Searches)).Half, "ms", floor.Half, Nothing, most));
        }
        await OverHttpAsync(host, size.Requests, million, table);
    }

    private static async Task OverHttpAsync(ReadHost host, int requests, string million, TargetTable table)
    {
        var nothing = new ReadPlace("nothing", host[ReadHost.List].Caller, "/health/live");
        await Paced.AskAsync(nothing, WarmUp);
        var floor = new Quantiles(await Paced.AskAsync(nothing, requests));
        foreach (var name in new[] { ReadHost.Gate, ReadHost.List, ReadHost.Detail })
        {
            var times = new Quantiles(await Paced.AskAsync(host[name], requests));
            table.Add(
                TargetRow.Told($"{name} of {million}, HTTP at {Paced.PerSecond}/s, p50", times.Half, "ms", floor.Half, "/health/live"),
                TargetRow.AtMost($"{name} of {million}, HTTP at {Paced.PerSecond}/s, p99", times.P99, "ms", floor.P99, "/health/live", 25));
        }
    }

    /// <summary>What the product's way to the database takes with nothing to ask: begin, name the tenant, select 1, commit.</summary>
    private static Task<Quantiles> FloorAsync(TrialHost host, int requests) => SequentialAsync(async () =>
    {
        var started = Stopwatch.GetTimestamp();
        await host.RunAsync(tx => tx.FirstAsync<int>($"select 1", default));
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }, requests);

    private static async Task<Quantiles> SequentialAsync(Func<Task<double>> ask, int requests)
    {
        var times = new List<double>();
        for (var n = -WarmUp; n < requests; n++)
        {
            var took = await ask();
            if (n >= 0)
                times.Add(took);
        }
        return new(times);
    }
}

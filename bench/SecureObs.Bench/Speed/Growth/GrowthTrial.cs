using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Bench.Speed.Reading;

namespace SecureObs.Bench.Speed.Growth;

/// <summary>
/// What one thing costs when there is more of everything: the same requests over 10,000 findings, ten times as many, and so on, and
/// over few and many tenants. What grows with the installation shows as a last column that is far from 1.
/// </summary>
internal static class GrowthTrial
{
    private const int Asked = 40;
    private const int FindingsOfTenants = 1_000_000;
    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000, 10_000_000];
    private static readonly int[] Tenants = [1, 100, 10_000];
    private static readonly string[] Read = [ReadHost.List, ReadHost.Detail, ReadHost.Gate, ReadHost.Text, ReadHost.Facets, ReadHost.Trend];

    /// <param name="most">Findings of the largest installation.</param>
    public static async Task<int> RunAsync(int most)
    {
        var sizes = Sizes.Where(size => size <= most).ToArray();
        await ShowAsync("findings of 200 tenants", sizes, size => MeasureAsync(size, ReadHost.Tenants));
        await ShowAsync($"tenants with {Math.Min(most, FindingsOfTenants):N0} findings", Tenants, tenants => MeasureAsync(Math.Min(most, FindingsOfTenants), tenants));
        return 0;
    }

    private static async Task ShowAsync(string what, int[] sizes, Func<int, Task<Dictionary<string, double>>> measure)
    {
        var columns = new List<Dictionary<string, double>>();
        foreach (var size in sizes)
            columns.Add(await measure(size));
        Line($"{what}, ms", sizes.Select(size => size.ToString("N0", CultureInfo.InvariantCulture)).Append("last by first"));
        foreach (var name in columns[0].Keys)
            Line(name, columns.Select(column => Text(column[name])).Append(Text(columns[^1][name] / columns[0][name])));
    }

    /// <returns>Medians: of reads in the database, of 5,000 findings over HTTP.</returns>
    private static async Task<Dictionary<string, double>> MeasureAsync(int findings, int tenants)
    {
        await using var host = await ReadHost.StartAsync(findings, tenants);
        var times = new Dictionary<string, double>();
        using (var database = new DatabaseTime())
            foreach (var name in Read)
                times[name] = await HalfAsync(() => database.AskAsync(host[name]));
        await IngestAsync(host.Host, times);
        return times;
    }

    /// <summary>Into a project of the tenant that has most.</summary>
    private static async Task IngestAsync(TrialHost host, Dictionary<string, double> times)
    {
        var (fresh, again) = (new List<double>(), new List<double>());
        for (var round = -1; round < 3; round++)
        {
            var (project, pipeline) = await host.NewProjectAsync($"growth {round}");
            using var _ = pipeline;
            var scans = new Scans(host, project, pipeline);
            foreach (var (run, taken) in new[] { ("1", fresh), ("2", again) })
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(Report.Rows(project, run, 0, IngestRounds.Count), Scans.Web);
                var started = Stopwatch.GetTimestamp();
                await scans.SendAsync(body);
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (round >= 0)
                    taken.Add(took);
            }
        }
        times["5,000 new findings"] = new Quantiles(fresh).Half;
        times["5,000 known findings"] = new Quantiles(again).Half;
    }

    private static async Task<double> HalfAsync(Func<Task<double>> ask)
    {
        var times = new List<double>();
        for (var n = 0; n < Asked; n++)
            times.Add(await ask());
        return new Quantiles(times).Half;
    }

    private static void Line(string name, IEnumerable<string> cells) => Console.WriteLine($"{name,-40}{string.Concat(cells.Select(cell => cell.PadLeft(15)))}");

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}

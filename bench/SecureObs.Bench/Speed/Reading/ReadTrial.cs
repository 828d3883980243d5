using System.Diagnostics;
using System.Globalization;

namespace SecureObs.Bench.Speed.Reading;

/// <summary>How long people and pipelines wait for what they read, over HTTP, when the installation is large.</summary>
internal static class ReadTrial
{
    private const int Asked = 100;
    private const double MostP99 = 25;

    /// <param name="count">Findings in all.</param>
    public static async Task<int> RunAsync(int count)
    {
        await using var host = await ReadHost.StartAsync(count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} findings of {ReadHost.Tenants} tenants, a fifth of them in one; {Asked} requests each, one after the other; load {Machine.LoadAverage()}"));
        foreach (var place in host.Places)
            Show(place.Name, new(await MeasureAsync(place)));
        return 0;
    }

    private static async Task<List<double>> MeasureAsync(ReadPlace place)
    {
        var times = new List<double>();
        for (var n = -5; n < Asked; n++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await place.Caller.GetAsync(place.Path);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (n >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return times;
    }

    private static void Show(string name, Quantiles times) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-30} p50 {times.Half,8:0.0} ms   p99 {times.P99,8:0.0} ms   {(times.P99 <= MostP99 ? "" : $"over {MostP99:0} ms")}"));
}

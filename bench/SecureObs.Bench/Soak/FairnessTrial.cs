using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Bench.Chaos;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Bench.Speed.Reading;

namespace SecureObs.Bench.Soak;

/// <summary>One tenant imports 300 MB into the process that another one asks for its gate: how much longer that takes then.</summary>
internal static class FairnessTrial
{
    private const int PerSecond = 20;
    private const int RowsOfSmall = 500;
    private const long ImportBytes = 300L * 1024 * 1024;
    private const double MostTimes = 3;

    public static async Task<bool> RunAsync(ChaosHost chaos)
    {
        var api = chaos.Children[0].Address;
        var small = await SmallAsync(chaos, api);
        var (project, key) = await SoakTrial.NewTenantAsync(chaos, "large");
        using var large = Client(api, key);
        large.Timeout = TimeSpan.FromMinutes(10);
        var file = await FileAsync(project);
        try
        {
            await GateAsync(small, () => TimeSpan.FromSeconds(5));   // for what is made ready at the first call
            var alone = new Quantiles(await GateAsync(small, () => TimeSpan.FromSeconds(30)));
            var clock = Stopwatch.StartNew();
            var import = ImportAsync(large, project, file);
            var beside = new Quantiles(await GateAsync(small, () => import.IsCompleted ? TimeSpan.Zero : TimeSpan.MaxValue));
            var rows = await import;
            var times = beside.P99 / alone.P99;
            Console.WriteLine(
                $"fairness: a gate takes p50 {alone.Half:F1}, p99 {alone.P99:F1} ms alone, and p50 {beside.Half:F1}, p99 {beside.P99:F1} ms during another tenant's import of "
                + $"{ImportBytes >> 20} MB ({rows} rows in {clock.Elapsed.TotalSeconds:F0} s): {times:F2} times, at most {MostTimes} {(times <= MostTimes ? "kept" : "NOT KEPT")}");
            return times <= MostTimes;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static HttpClient Client(Uri api, string key) => new() { BaseAddress = api, DefaultRequestHeaders = { { "X-Api-Key", key } } };

    private static async Task<HttpClient> SmallAsync(ChaosHost chaos, Uri api)
    {
        var (project, key) = await SoakTrial.NewTenantAsync(chaos, "small");
        var client = Client(api, key);
        using var sent = await client.PostAsJsonAsync("/api/findings/bulk-universal", Report.Rows(project, "run", 0, RowsOfSmall), Scans.Web);
        sent.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>At an even pace, whether those before are answered or not.</summary>
    private static async Task<double[]> GateAsync(HttpClient small, Func<TimeSpan> until)
    {
        var (asked, started) = (new List<Task<double>>(), Stopwatch.GetTimestamp());
        for (var n = 0; Stopwatch.GetElapsedTime(started) < until(); n++)
        {
            var rest = TimeSpan.FromSeconds((double)n / PerSecond) - Stopwatch.GetElapsedTime(started);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest);
            asked.Add(AskAsync(small));
        }
        return await Task.WhenAll(asked);
    }

    private static async Task<double> AskAsync(HttpClient small)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await small.GetAsync("/api/findings/blocking?pipelineRunId=run");
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<int> ImportAsync(HttpClient large, Guid project, string file)
    {
        await using var stream = File.OpenRead(file);
        using var content = new StreamContent(stream) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await large.PostAsync($"/api/projects/{project}/imports?importId={Guid.NewGuid()}", content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("rows").GetInt32() : throw new InvalidOperationException(text);
    }

    /// <summary>Made before, so that nothing else is busy with it then.</summary>
    private static async Task<string> FileAsync(Guid project)
    {
        const int part = 5_000;
        var file = Path.GetTempFileName();
        await using var stream = File.Create(file);
        await stream.WriteAsync("["u8.ToArray());
        for (var first = 0; stream.Position < ImportBytes; first += part)
        {
            if (first > 0)
                await stream.WriteAsync(","u8.ToArray());
            var rows = JsonSerializer.SerializeToUtf8Bytes(Report.Rows(project, "import", first, part), Scans.Web);
            await stream.WriteAsync(rows.AsMemory(1..^1));
        }
        await stream.WriteAsync("]"u8.ToArray());
        return file;
    }
}

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Contracts;

namespace SecureObs.Bench.Speed;

/// <summary>How fast findings are taken in, beside the limit of the machine measured in the same rounds.</summary>
internal static class IngestTrial
{
    private const int Count = 5_000;
    private const int Overlap = Count / 20;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <param name="rounds">How often each is measured.</param>
    public static async Task<int> RunAsync(int rounds)
    {
        await using var host = await TrialHost.StartAsync(measured: true);
        await using var limit = new CopyLimit(host.SuperuserConnectionString);
        await limit.PrepareAsync();
        var lanes = new Dictionary<string, List<(double Milliseconds, long Wal)>>();
        for (var round = -2; round < rounds; round++)
            foreach (var (lane, took) in await RoundAsync(host, limit, round))
                if (round >= 0)
                    (lanes.TryGetValue(lane, out var all) ? all : lanes[lane] = []).Add(took);
        var wide = Median(lanes["COPY, wide"]);
        Console.WriteLine($"{Count:N0} findings, {rounds} rounds, medians; {Environment.ProcessorCount} processors, load {Machine.LoadAverage()}");
        foreach (var (lane, took) in lanes)
            Console.WriteLine($"{lane,-34} {Median(took),8:0.0} ms {Count / Median(took) * 1_000,9:N0}/s {wide / Median(took),6:0.00} x COPY wide {took.Select(one => one.Wal).Order().ElementAt(rounds / 2) / Count,6} bytes of WAL each");
        return 0;
    }

    private static async Task<List<(string, (double, long))>> RoundAsync(TrialHost host, CopyLimit limit, int round)
    {
        var (project, pipeline) = await host.NewProjectAsync($"p{round}");
        using var _ = pipeline;
        var (first, again, changed) = (Report.Rows(project, "1", 0, Count), Report.Rows(project, "2", 0, Count), Report.Rows(project, "3", Overlap, Count));
        var took = new List<(string, (double, long))>();
        await AddAsync("COPY, wide", () => limit.RunAsync(first, wide: true));
        await AddAsync("COPY, narrow", () => limit.RunAsync(first, wide: false));
        await SendAsync("over HTTP, first", first, Count);
        await SendAsync("over HTTP, unchanged", again, 0);
        await SendAsync("over HTTP, 95 % known", changed, Overlap);
        return took;

        async Task SendAsync(string lane, List<UniversalFinding> rows, int isNew)
        {
            var run = rows[0].PipelineRunId;
            using var opened = await pipeline.PostAsJsonAsync($"/api/projects/{project}/runs", new OpenRunRequest(run, "main", null, null), Web);
            var id = (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OpenedRun>(Web))!.RunId;
            var body = JsonSerializer.SerializeToUtf8Bytes(rows, Web);
            await AddAsync(lane, async () =>
            {
                var started = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var answer = await pipeline.PostAsync("/api/findings/bulk-universal", content);
                var result = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<IngestResult>(Web);
                return result!.Ingested - result.Deduplicated == isNew ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{lane}: {result}");
            });
            await AddAsync(lane, async () =>
            {
                var started = Stopwatch.GetTimestamp();
                using var reported = await pipeline.PutAsJsonAsync($"/api/projects/{project}/runs/{id}/results/{Report.Scanner}", new ReportScannerResultRequest(ScannerStatus.Completed, "1.0", Count, 1_000), Web);
                reported.EnsureSuccessStatusCode();
                return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }, $"{lane}, complete");
            using var closed = await pipeline.PostAsync($"/api/projects/{project}/runs/{id}/close", null);
            closed.EnsureSuccessStatusCode();
        }

        async Task AddAsync(string lane, Func<Task<double>> work, string? name = null)
        {
            var before = await limit.WalAsync();
            var milliseconds = await work();
            took.Add((name ?? lane, (milliseconds, await limit.WalAsync() - before)));
        }
    }

    private static double Median(List<(double Milliseconds, long Wal)> took) => took.Select(one => one.Milliseconds).Order().ElementAt(took.Count / 2);
}

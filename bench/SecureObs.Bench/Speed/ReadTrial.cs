using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Bench.Controls;

namespace SecureObs.Bench.Speed;

/// <summary>How long people and pipelines wait for what they read, over HTTP, when the installation is large.</summary>
internal static class ReadTrial
{
    private const int Tenants = 200;
    private const int Asked = 100;
    private const double MostP99 = 25;

    /// <param name="count">Findings in all.</param>
    public static async Task<int> RunAsync(int count)
    {
        await using var host = await TrialHost.StartAsync(measured: true);
        await ManyFindings.MakeAsync(host, count, Tenants);
        var (scanned, pipeline) = await host.NewProjectAsync("scanned");
        await new ScanUpload(scanned, "run").SendAsync(pipeline);
        using var member = host.AsPerson(Guid.NewGuid(), out var identity);
        await host.AddMemberAsync(identity);
        await host.ExecuteAsync("vacuum analyze");
        var findings = $"/api/tenants/{host.TenantId}/findings";
        var project = await host.RunAsync(tx => tx.FirstAsync<Guid>($"select project_id from app.findings where tenant_id = {tx.TenantId} limit 1", default));
        var (deep, some) = await PageAsync(member, findings, 20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} findings of {Tenants} tenants, a fifth of them in one; {Asked} requests each, one after the other; load {Machine.LoadAverage()}"));
        foreach (var (name, caller, path) in new (string, HttpClient, string)[]
        {
            ("list", member, findings),
            ("list, open", member, $"{findings}?status=open"),
            ("list, open and in review", member, $"{findings}?status=open&status=in-review"),
            ("list, false positives: none", member, $"{findings}?status=false-positive"),
            ("list, a project", member, $"{findings}?projectId={project}&status=open"),
            ("list, critical of a scanner", member, $"{findings}?severity=CRITICAL&scanner=trivy"),
            ("list, the 20th page", member, $"{findings}?after={deep}"),
            ("list, text", member, $"{findings}?text=handler77"),
            ("detail", member, $"{findings}/{some}"),
            ("gate", pipeline, "/api/findings/blocking?pipelineRunId=run"),
        })
            Show(name, await MeasureAsync(caller, path));
        return 0;
    }

    private static async Task<(string Deep, string Some)> PageAsync(HttpClient member, string findings, int pages)
    {
        JsonElement page = default;
        for (var (n, after) = (0, ""); n < pages; n++)
        {
            page = await member.GetFromJsonAsync<JsonElement>($"{findings}{after}");
            after = $"?after={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
        }
        return (Uri.EscapeDataString(page.GetProperty("next").GetString()!), page.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    private static async Task<List<double>> MeasureAsync(HttpClient caller, string path)
    {
        var times = new List<double>();
        for (var n = -5; n < Asked; n++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await caller.GetAsync(path);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (n >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        times.Sort();
        return times;
    }

    private static void Show(string name, List<double> times) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-30} p50 {times[Asked / 2],8:0.0} ms   p99 {times[Asked * 99 / 100],8:0.0} ms   {(times[Asked * 99 / 100] <= MostP99 ? "" : $"over {MostP99:0} ms")}"));
}

using System.Diagnostics;
using System.Text.Json;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Bench.Speed.Reading;

namespace SecureObs.Bench.Life;

/// <summary>What goes on meanwhile: a person who lists findings and a pipeline that reports some, each at an even pace.</summary>
internal sealed class Traffic(HttpClient member, string list, Scans scans, Guid project)
{
    private const int ListsPerSecond = 5;
    private const int ReportsPerSecond = 2;
    private const int Rows = 200;
    private int report;

    /// <summary>So long as the work lasts, and at least for so long.</summary>
    public async Task<TrafficTimes> DuringAsync(Func<Task> work, TimeSpan least)
    {
        using var stop = new CancellationTokenSource();
        var lists = PacedAsync(ListsPerSecond, ListAsync, stop.Token);
        var reports = PacedAsync(ReportsPerSecond, ReportAsync, stop.Token);
        await Task.WhenAll(work(), Task.Delay(least));
        await stop.CancelAsync();
        var (listed, reported) = (await lists, await reports);
        return new(new(listed.Times), new(reported.Times), listed.Failed + reported.Failed, listed.Times.Count, reported.Times.Count);
    }

    private async Task ListAsync()
    {
        using var answer = await member.GetAsync(list);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    /// <summary>Half of it is new, half is known.</summary>
    private async Task ReportAsync()
    {
        var number = Interlocked.Increment(ref report);
        await scans.SendAsync(JsonSerializer.SerializeToUtf8Bytes(Report.Rows(project, $"traffic {number}", number * Rows / 2, Rows), Scans.Web));
    }

    private static async Task<(List<double> Times, int Failed)> PacedAsync(int perSecond, Func<Task> request, CancellationToken stop)
    {
        var (asked, started) = (new List<Task<double?>>(), Stopwatch.GetTimestamp());
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var rest = TimeSpan.FromSeconds((double)n / perSecond) - Stopwatch.GetElapsedTime(started);
            if (rest > TimeSpan.Zero)
                await Task.WhenAny(Task.Delay(rest, stop));
            asked.Add(TimedAsync(request));
        }
        var times = await Task.WhenAll(asked);
        return ([.. times.OfType<double>()], times.Count(time => time is null));
    }

    private static async Task<double?> TimedAsync(Func<Task> request)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await request();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        catch (HttpRequestException exception)
        {
            Console.Error.WriteLine($"failed: {exception.Message}");
            return null;
        }
    }
}

internal sealed record TrafficTimes(Quantiles List, Quantiles Ingest, int Failed, int Lists, int Reports);

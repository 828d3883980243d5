using System.Diagnostics;
using SecureObs.Bench.Chaos;
using SecureObs.Bench.IngestChaos;
using SecureObs.Masking;

namespace SecureObs.Bench.Failover;

/// <summary>
/// Two API processes take in scans before a primary and a synchronous standby; again and again the primary's machine fails, and
/// Patroni makes the standby primary. Afterwards every acknowledged finding is there exactly once, and the audit trail is whole.
/// </summary>
internal static class FailoverTrial
{
    private const int Projects = 3;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static async Task<int> RunAsync(int count)
    {
        var clock = Stopwatch.StartNew();
        var pair = await PatroniPair.StartAsync();
        await using var chaos = await ChaosHost.StartAsync(pair);
        Console.Error.WriteLine($"primary and standby are up after {clock.Elapsed.TotalSeconds:N0} s");
        var acknowledged = new Acknowledgements();
        using var stop = new CancellationTokenSource(Longest);
        var pipelines = await PipelinesAsync(chaos, acknowledged, stop);
        var pauses = PausesAsync(acknowledged, stop.Token);
        var (gaps, before) = (new List<TimeSpan>(), 0);
        while (gaps.Count < count && !stop.IsCancellationRequested)
        {
            while (acknowledged.Batches == before && !stop.IsCancellationRequested)
                await Task.Delay(20, CancellationToken.None);
            await Task.Delay(Between, CancellationToken.None);
            before = acknowledged.Batches;
            gaps.Add(await pair.FailOverAsync());
            Console.Error.WriteLine($"failover {gaps.Count}: a new primary after {gaps[^1].TotalSeconds:N1} s; {before} batches acknowledged before");
        }
        await stop.CancelAsync();
        await Task.WhenAll(pipelines);
        await chaos.StopApiAsync();
        return await JudgeAsync(chaos, acknowledged, gaps, await pauses, count, clock);
    }

    private static async Task<List<Task>> PipelinesAsync(ChaosHost chaos, Acknowledgements acknowledged, CancellationTokenSource stop)
    {
        var pipelines = new List<Task>();
        for (var n = 0; n < Projects; n++)
        {
            var (project, key) = await chaos.Host.NewKeyAsync($"project {n}");
            foreach (var (child, branch) in chaos.Children.Zip(["main", "feature"]))
                pipelines.Add(new IngestPipeline(new(new(child.Address, "api/"), new SecretString(key)), project, branch, $"{n}-{branch}", acknowledged).RunAsync(stop.Token));
        }
        foreach (var pipeline in pipelines)
            _ = pipeline.ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return pipelines;
    }

    /// <summary>The longest time in which nobody was acknowledged anything.</summary>
    private static async Task<TimeSpan> PausesAsync(Acknowledgements acknowledged, CancellationToken stop)
    {
        var (longest, last, since) = (TimeSpan.Zero, 0, Stopwatch.StartNew());
        while (!stop.IsCancellationRequested)
        {
            if (acknowledged.Batches != last)
            {
                if (last > 0 && since.Elapsed > longest)
                    longest = since.Elapsed;
                (last, since) = (acknowledged.Batches, Stopwatch.StartNew());
            }
            await Task.Delay(20, CancellationToken.None);
        }
        return longest;
    }

    private static async Task<int> JudgeAsync(ChaosHost chaos, Acknowledgements acknowledged, List<TimeSpan> gaps, TimeSpan pause, int count, Stopwatch clock)
    {
        var chain = await ChainCheck.RunAsync(chaos);
        var problems = await Checks.BrokenAsync(chaos.Host.SuperuserConnectionString, StoredChecks.All);
        problems.AddRange(await acknowledged.MissingAsync(chaos.Host.SuperuserConnectionString));
        foreach (var line in chain.Faults.Take(20).Select(fault => fault.ToString()).Concat(problems))
            Console.WriteLine(line);
        var whole = chain.IsWhole && problems.Count == 0 && acknowledged.Closed > 0 && gaps.Count == count;
        Console.WriteLine(
            $"failover: {gaps.Count} times the primary's machine failed, a new primary after {gaps.Min().TotalSeconds:N1} to {gaps.Max().TotalSeconds:N1} s, longest time without an acknowledgement {pause.TotalSeconds:N1} s, in {clock.Elapsed.TotalSeconds:N0} s; "
            + $"{acknowledged.Batches} batches and {acknowledged.Closed} runs acknowledged, {acknowledged.GivenUp} scans given up and begun again; {acknowledged.Findings} findings, each there once; "
            + $"{chain.Summary.Entries} audit entries in {chain.Summary.Blocks} blocks; {(whole ? "whole" : $"{chain.Faults.Count + problems.Count} PROBLEMS")}");
        return whole ? 0 : 1;
    }
}

using System.Diagnostics;
using SecureObs.Bench.Chaos;
using SecureObs.Masking;

namespace SecureObs.Bench.IngestChaos;

/// <summary>
/// Two API processes take in scans of six projects, two branches each, and are killed in the middle of it, as PostgreSQL is
/// now and then. Afterwards every acknowledged finding is there exactly once, nothing is half stored, the audit trail is whole.
/// </summary>
internal static class IngestChaosTrial
{
    private const int Projects = 6;
    private const int EveryNthKillsTheDatabase = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <param name="count">Kills in all; every fifth is of PostgreSQL.</param>
    public static async Task<int> RunAsync(int count)
    {
        var killing = new Killing(count, EveryNthKillsTheDatabase, TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(800));
        var clock = Stopwatch.StartNew();
        await using var chaos = await ChaosHost.StartAsync();
        var acknowledged = new Acknowledgements();
        using var stop = new CancellationTokenSource(Longest);
        var pipelines = new List<Task>();
        for (var n = 0; n < Projects; n++)
        {
            var (project, key) = await chaos.Host.NewKeyAsync($"project {n}");
            foreach (var (child, branch) in chaos.Children.Zip(["main", "feature"]))
                pipelines.Add(new IngestPipeline(new(new(child.Address, "api/"), new SecretString(key)), project, branch, $"{n}-{branch}", acknowledged).RunAsync(stop.Token));
        }
        // A pipeline that fails ends the trial: what it found stands in its exception.
        foreach (var pipeline in pipelines)
            _ = pipeline.ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        var kills = await killing.RunAsync(chaos, () => acknowledged.Batches, stop.Token);
        await stop.CancelAsync();
        await Task.WhenAll(pipelines);
        await chaos.StopApiAsync();
        return await JudgeAsync(chaos, killing, kills, acknowledged, clock);
    }

    private static async Task<int> JudgeAsync(ChaosHost chaos, Killing killing, (int Done, int Hit) kills, Acknowledgements acknowledged, Stopwatch clock)
    {
        var chain = await ChainCheck.RunAsync(chaos);
        var problems = await Checks.BrokenAsync(chaos.Host.SuperuserConnectionString, StoredChecks.All);
        problems.AddRange(await acknowledged.MissingAsync(chaos.Host.SuperuserConnectionString));
        foreach (var line in chain.Faults.Take(20).Select(fault => fault.ToString()).Concat(problems))
            Console.WriteLine(line);
        var whole = chain.IsWhole && problems.Count == 0 && acknowledged.Closed > 0 && kills.Done == killing.Kills;
        Console.WriteLine(
            $"ingest-chaos: {kills.Done} kills ({killing.OfDatabase} of PostgreSQL), {kills.Hit} of them while transactions were open that had written, in {clock.Elapsed.TotalSeconds:F0} s; "
            + $"{acknowledged.Batches} batches and {acknowledged.Closed} runs acknowledged, {acknowledged.GivenUp} scans given up and begun again; "
            + $"{acknowledged.Findings} findings, each there once; {StoredChecks.All.Count} checks of what is stored, and recounts; "
            + $"{chain.Summary.Entries} audit entries in {chain.Summary.Blocks} blocks; {(whole ? "whole" : $"{chain.Faults.Count + problems.Count} PROBLEMS")}");
        return whole ? 0 : 1;
    }
}

using System.Diagnostics;
using SecureObs.Bench.Chaos;

namespace SecureObs.Bench.AuditChaos;

/// <summary>
/// Two API processes and 32 writers of one tenant, while processes and now and then PostgreSQL are killed. Afterwards the
/// chain is whole, every acknowledged change has its entry and every entry its change.
/// </summary>
internal static class AuditChaosTrial
{
    private const int WritersOfProcess = 16;
    private static readonly Killing Killing = new(20, 5, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6));
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var chaos = await ChaosHost.StartAsync();
        var projects = new List<(Guid Project, string Key)>();
        for (var i = 0; i < 4; i++)
            projects.Add(await chaos.Host.NewKeyAsync($"project {i}"));

        var acknowledged = new Acknowledged();
        using var stop = new CancellationTokenSource(Longest);
        var writers = chaos.Children.SelectMany((child, c) => Enumerable.Range(0, WritersOfProcess).Select(w =>
        {
            var (project, key) = projects[w % projects.Count];
            var http = new HttpClient { BaseAddress = child.Address, Timeout = TimeSpan.FromSeconds(20) };
            http.DefaultRequestHeaders.Add("X-Api-Key", key);
            return Task.Run(() => new AuditWriter(http, project, $"{c}-{w}", acknowledged).RunAsync(stop.Token));
        })).ToList();
        var (done, _) = await Killing.RunAsync(chaos, () => acknowledged.Opened.Count, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(5));
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await chaos.StopApiAsync();
        return await JudgeAsync(chaos, done, acknowledged, clock);
    }

    private static async Task<int> JudgeAsync(ChaosHost chaos, int done, Acknowledged acknowledged, Stopwatch clock)
    {
        var chain = await ChainCheck.RunAsync(chaos);
        var problems = await AuditCheck.CompareAsync(chaos.Host.SuperuserConnectionString, acknowledged);
        var noted = await AuditCheck.CountAsync(chaos.Host.SuperuserConnectionString, "gate.decided");

        foreach (var line in chain.Faults.Take(20).Select(fault => fault.ToString()).Concat(problems))
            Console.WriteLine(line);
        var whole = chain.IsWhole && problems.Count == 0 && acknowledged.Closed.Count > 0 && done == Killing.Kills;
        Console.WriteLine(
            $"audit-chaos: {done} kills ({Killing.OfDatabase} of PostgreSQL) in {clock.Elapsed.TotalSeconds:F0} s; "
            + $"{acknowledged.Opened.Count} runs opened, {acknowledged.Ingested.Count} batches, {acknowledged.Closed.Count} runs closed, all acknowledged; "
            + $"{chain.Summary.Entries} entries in {chain.Summary.Blocks} blocks, {chain.Summary.Unsealed} unsealed, {chain.Checkpoints} checkpoints; "
            + $"{acknowledged.Verdicts} verdicts answered, {noted} noted; {(whole ? "whole" : $"{chain.Faults.Count + problems.Count} PROBLEMS")}");
        return whole ? 0 : 1;
    }
}

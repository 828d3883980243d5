using System.Diagnostics;

namespace SecureObs.Bench.Chaos;

/// <summary>Kills processes of the API, and every so often PostgreSQL, in the middle of transactions that have written.</summary>
/// <param name="Kills">How many in all.</param>
/// <param name="EveryNthKillsTheDatabase">The others kill a process of the API.</param>
/// <param name="Shortest">From the moment at which a process answers again and something got through.</param>
/// <param name="Longest">The same.</param>
internal sealed record Killing(int Kills, int EveryNthKillsTheDatabase, TimeSpan Shortest, TimeSpan Longest)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public int OfDatabase => Kills / EveryNthKillsTheDatabase;

    /// <param name="acknowledged">How much was acknowledged so far: kills that let nothing through would show little.</param>
    /// <returns>Kills, and how many of them came while a transaction of the API had written and was not done.</returns>
    public async Task<(int Done, int Hit)> RunAsync(ChaosHost chaos, Func<int> acknowledged, CancellationToken stop)
    {
        var (random, done, hit, before) = (new Random(7), 0, 0, 0);
        for (; done < Kills && !stop.IsCancellationRequested; done++)
        {
            var victim = await chaos.AnyReadyAsync(stop);
            for (var clock = Stopwatch.StartNew(); acknowledged() == before && clock.Elapsed < Patience && !stop.IsCancellationRequested;)
                await Task.Delay(10, CancellationToken.None);
            await Task.Delay(Shortest + ((Longest - Shortest) * random.NextDouble()), CancellationToken.None);
            hit += await OpenTransactions.WaitAsync(chaos.Host.SuperuserConnectionString) ? 1 : 0;
            before = acknowledged();
            if ((done + 1) % EveryNthKillsTheDatabase == 0)
                await chaos.Host.CrashDatabaseAsync();
            else
                await victim.KillAsync();
        }
        return (done, hit);
    }
}

namespace SecureObs.Bench.Chaos;

/// <summary>Kills processes of the API, and every so often PostgreSQL, in the middle of transactions that have written.</summary>
/// <param name="Kills">How many in all.</param>
/// <param name="EveryNthKillsTheDatabase">The others kill a process of the API.</param>
/// <param name="Shortest">From the moment at which the process answers again.</param>
/// <param name="Longest">The same.</param>
internal sealed record Killing(int Kills, int EveryNthKillsTheDatabase, TimeSpan Shortest, TimeSpan Longest)
{
    public int OfDatabase => Kills / EveryNthKillsTheDatabase;

    /// <returns>Kills, and how many of them came while a transaction of the API had written and was not done.</returns>
    public async Task<(int Done, int Hit)> RunAsync(ChaosHost chaos, CancellationToken stop)
    {
        var (random, done, hit) = (new Random(7), 0, 0);
        for (; done < Kills && !stop.IsCancellationRequested; done++)
        {
            var victim = chaos.Children[random.Next(chaos.Children.Count)];
            await victim.ReadyAsync(stop);
            await Task.Delay(Shortest + ((Longest - Shortest) * random.NextDouble()), CancellationToken.None);
            hit += await OpenTransactions.WaitAsync(chaos.Host.SuperuserConnectionString) ? 1 : 0;
            if ((done + 1) % EveryNthKillsTheDatabase == 0)
                await chaos.Host.CrashDatabaseAsync();
            else
                await victim.KillAsync();
        }
        return (done, hit);
    }
}

using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Auditing.Checkpoints;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;
using SecureObs.Local.Start;

namespace SecureObs.Bench.AuditChaos;

/// <summary>
/// Two API processes and 32 writers of one tenant, while processes and now and then PostgreSQL are killed. Afterwards the
/// chain is whole, every acknowledged change has its entry and every entry its change.
/// </summary>
internal static class ChaosTrial
{
    private const int Kills = 20;
    private const int WritersOfProcess = 16;
    private const int EveryNthKillsTheDatabase = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        var place = Directory.CreateTempSubdirectory("secureobs-chaos-").FullName;
        var settings = new Dictionary<string, string>
        {
            [Signing.DirectorySetting] = Path.Combine(place, "keys"),
            [ReadOptions.DirectorySetting] = Path.Combine(place, "spool"),
            ["Audit:Checkpoints:Directory"] = Path.Combine(place, "checkpoints"),
        };
        KeyRing.Create(settings[Signing.DirectorySetting], TimeProvider.System).Dispose();
        await using var host = await TrialHost.StartAsync(settings, serve: false);
        // A throw-away cluster acknowledges before it has written; here an acknowledged change must survive the kill.
        await host.ExecuteAsync("alter database secureobs_trial set synchronous_commit = on");
        settings["ConnectionStrings:SecureObs"] = host.ApiConnectionString;
        settings["AllowedHosts"] = "127.0.0.1";
        settings["Transport:AllowPlainHttp"] = "true";
        settings["Limits:ApiKey:Burst"] = "1000000";
        var projects = new List<(Guid Project, string Key)>();
        for (var i = 0; i < 4; i++)
            projects.Add(await host.NewKeyAsync($"project {i}"));

        ApiChild[] children = [new(Ports.Free(), settings), new(Ports.Free(), settings)];
        var acknowledged = new Acknowledged();
        using var stop = new CancellationTokenSource(Longest);
        var databaseKills = 0;
        try
        {
            Array.ForEach(children, child => child.Start());
            var writers = children.SelectMany((child, c) => Enumerable.Range(0, WritersOfProcess).Select(w =>
            {
                var (project, key) = projects[w % projects.Count];
                var http = new HttpClient { BaseAddress = child.Address, Timeout = TimeSpan.FromSeconds(20) };
                http.DefaultRequestHeaders.Add("X-Api-Key", key);
                return Task.Run(() => new ChaosWriter(http, project, $"{c}-{w}", acknowledged).RunAsync(stop.Token));
            })).ToList();

            var random = new Random(7);
            for (var kill = 1; kill <= Kills && !stop.IsCancellationRequested; kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(2 + 4 * random.NextDouble()));
                if (kill % EveryNthKillsTheDatabase == 0)
                {
                    databaseKills++;
                    await host.CrashDatabaseAsync();
                }
                else
                {
                    var child = children[random.Next(children.Length)];
                    await child.KillAsync();
                    child.Start();
                }
            }
            await Task.Delay(TimeSpan.FromSeconds(5));
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }
        finally
        {
            Array.ForEach(children, child => child.Dispose());
        }
        return await JudgeAsync(host, settings["Audit:Checkpoints:Directory"], acknowledged, databaseKills, clock);
    }

    private static async Task<int> JudgeAsync(TrialHost host, string checkpoints, Acknowledged acknowledged, int databaseKills, Stopwatch clock)
    {
        var services = host.Services;
        await services.GetRequiredService<ReadWriter>().FlushAsync(replayNow: true);
        await services.GetRequiredService<SealingRound>().RunAsync(default);
        await services.GetRequiredService<CheckpointSender>().SendDueAsync(atOnce: true, default);
        var kept = Directory.GetFiles(checkpoints).SelectMany(File.ReadAllLines).Select(Checkpoint.Parse).ToList();
        var (faults, summary) = await ChaosCheck.VerifyAsync(
            services.GetRequiredService<TenantTransactions>(), host.TenantId, services.GetRequiredService<KeyHolder>().Public, kept);
        var problems = await ChaosCheck.CompareAsync(host.SuperuserConnectionString, acknowledged);
        var noted = await ChaosCheck.CountAsync(host.SuperuserConnectionString, "gate.decided");

        foreach (var line in faults.Take(20).Select(fault => fault.ToString()).Concat(problems))
            Console.WriteLine(line);
        var whole = faults.Count + problems.Count + (int)summary.Unsealed == 0 && acknowledged.Closed.Count > 0;
        Console.WriteLine(
            $"audit-chaos: {Kills} kills ({databaseKills} of PostgreSQL) in {clock.Elapsed.TotalSeconds:F0} s; "
            + $"{acknowledged.Opened.Count} runs opened, {acknowledged.Ingested.Count} batches, {acknowledged.Closed.Count} runs closed, all acknowledged; "
            + $"{summary.Entries} entries in {summary.Blocks} blocks, {summary.Unsealed} unsealed, {kept.Count} checkpoints; "
            + $"{acknowledged.Verdicts} verdicts answered, {noted} noted; {(whole ? "whole" : $"{faults.Count + problems.Count} PROBLEMS")}");
        return whole ? 0 : 1;
    }
}

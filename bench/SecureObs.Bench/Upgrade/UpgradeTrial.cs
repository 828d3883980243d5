using System.Diagnostics;
using System.Text.Json.Nodes;
using SecureObs.Admin.Isolation;
using SecureObs.Bench.Chaos;
using SecureObs.Bench.IngestChaos;
using SecureObs.Bench.Life;
using SecureObs.Local;

namespace SecureObs.Bench.Upgrade;

/// <summary>
/// An installation of the oldest release, filled by its own API, goes through every release of db/releases.txt to this tree, while pipelines
/// report. Nothing that was acknowledged is missing or there twice; where two versions serve side by side, no request fails.
/// </summary>
internal sealed class UpgradeTrial : IDisposable
{
    private const int Quiet = 3;
    private const int EnoughBatches = 24;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);
    private static readonly string[] Branches = ["main", "feature"];

    private readonly Dictionary<Release, ReleaseBuild> builds;
    private readonly Installation installation;
    private readonly Balancer balancer;
    private readonly Acknowledgements acknowledged = new();
    private readonly CancellationTokenSource stop = new(Longest);
    private readonly List<Organisation> quiet = [];
    private readonly List<string> problems = [];
    private List<ReleaseProcess> serving = [];

    private UpgradeTrial(Dictionary<Release, ReleaseBuild> builds, Installation installation, Balancer balancer) =>
        (this.builds, this.installation, this.balancer) = (builds, installation, balancer);

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        var builds = new Dictionary<Release, ReleaseBuild>();
        foreach (var release in Release.All)
            builds[release] = await ReleaseBuild.MakeAsync(release, default);
        LifeTrial.Line($"built {string.Join(", ", builds.Keys.Select(release => release.Name))}", $"{clock.Elapsed.TotalSeconds:N0} s");
        await using var installation = await Installation.MakeAsync(builds[Release.All[0]]);
        await using var balancer = await Balancer.StartAsync();
        using var trial = new UpgradeTrial(builds, installation, balancer);
        return await trial.UpgradeAsync(clock);
    }

    private async Task<int> UpgradeAsync(Stopwatch clock)
    {
        var (oldest, rest) = (Release.All[0], Release.All.Skip(1));
        await ServeAsync(oldest, 2);
        await FillAsync(oldest);
        var busy = await Organisation.MakeAsync(installation, balancer.Address, "busy", 2);
        var pipelines = busy.Projects.SelectMany((project, n) => Branches.Select(branch =>
            new IngestPipeline(new(new(balancer.Address, "api/"), project.Key), project.Id, branch, $"{n}-{branch}", acknowledged).RunAsync(stop.Token))).ToList();
        foreach (var pipeline in pipelines)
            _ = pipeline.ContinueWith(_ => stop.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await MoreAsync();
        foreach (var release in rest)
            await (release.Stopped ? ReplaceAsync(release) : RollAsync(release));
        await stop.CancelAsync();
        await Task.WhenAll(pipelines);
        await JudgeAsync();
        problems.ForEach(problem => Console.WriteLine($"PROBLEM: {problem}"));
        Console.WriteLine($"upgrade: {acknowledged.Batches} batches and {acknowledged.Closed} runs acknowledged, {acknowledged.Findings} findings, each there once, {acknowledged.GivenUp} scans begun again; {balancer.Answered} answers, "
            + $"in {clock.Elapsed.TotalSeconds:N0} s; {(problems.Count == 0 ? "whole" : $"{problems.Count} PROBLEMS")}");
        return problems.Count == 0 ? 0 : 1;
    }

    private async Task FillAsync(Release oldest)
    {
        for (var n = 0; n < Quiet; n++)
        {
            quiet.Add(await Organisation.MakeAsync(installation, balancer.Address, $"quiet {n}", 2));
            await quiet[n].LiveAsync(acknowledged);
        }
        LifeTrial.Line($"filled by the API of {oldest.Name}, schema {oldest.LastMigration}", $"{acknowledged.Findings:N0} findings in {Quiet} organisations");
    }

    /// <summary>The API stops, the schema changes, the next API starts; pipelines wait for it.</summary>
    private async Task ReplaceAsync(Release next)
    {
        var before = await ListsAsync();
        var away = Stopwatch.StartNew();
        balancer.Use();
        await StopAsync(serving);
        await installation.SetUpAsync(builds[next]);
        await installation.AdminAsync(builds[next], installation.Migrator, "migrate");
        await ServeAsync(next, 2);
        LifeTrial.Line($"to {next.Name}, with a stop", $"{away.Elapsed.TotalSeconds:N1} s without the API");
        Compare($"lists of {next.Name}", before, await ListsAsync());
        acknowledged.ForgetPauses();
        await MoreAsync();
    }

    /// <summary>The schema changes while the API of before serves; that of after joins it; then that of before leaves.</summary>
    private async Task RollAsync(Release next)
    {
        var (before, failed) = (await ListsAsync(), balancer.Failures.Count);
        await MigrateAsync(next);
        await MoreAsync();
        Compare("lists of the old API on the new schema", before, await ListsAsync());
        await LookAsync("the old API on the new schema", serving);
        await RestartOneAsync();

        var (old, now) = (serving, new List<ReleaseProcess> { await StartAsync(next), await StartAsync(next) });
        serving = [.. old, .. now];
        balancer.Use(serving);
        await MoreAsync();
        await LookAsync("both side by side", serving);
        balancer.Use(now);
        await StopAsync(old);
        serving = now;
        await MoreAsync();
        Compare($"lists of {next.Name}", before, await ListsAsync());
        LifeTrial.Line("longest time without an acknowledgement", $"{acknowledged.LongestPause.TotalSeconds:N1} s");
        LifeTrial.Line("answers of 500 and more, and lost ones", $"{balancer.Failures.Count - failed}");
        problems.AddRange(balancer.Failures.Skip(failed).Take(20));
    }

    private async Task MigrateAsync(Release next)
    {
        var clock = Stopwatch.StartNew();
        await installation.SetUpAsync(builds[next]);
        var killed = await installation.KillMigrationAsync(builds[next]);
        LifeTrial.Line("killed while it migrated, after so many migrations", killed is null ? "none waited" : $"{killed}");
        var said = await installation.AdminAsync(builds[next], installation.Migrator, "migrate");
        LifeTrial.Line($"to {next.Name}, while the API of before serves", $"{clock.Elapsed.TotalSeconds:N1} s; {said[^1]}");
        foreach (var waits in said.Where(line => line.Contains("waits", StringComparison.Ordinal)).CountBy(line => line))
            LifeTrial.Line($"  {waits.Key}", $"{waits.Value} times");
    }

    /// <summary>A process of before that falls over on the new schema: its service manager starts it again.</summary>
    private async Task RestartOneAsync()
    {
        balancer.Use(serving[1]);
        await serving[0].DisposeAsync();
        var old = builds.First(build => build.Key.Name == Release.All[^2].Name);
        var again = await installation.ServeAsync(old.Value);
        LifeTrial.Line($"{old.Key.Name}, started again on the new schema", again.Refused ?? "serves");
        if (again.Refused is null)
            serving[0] = again;
        else
            serving.RemoveAt(0);
        balancer.Use(serving);
    }

    private async Task JudgeAsync()
    {
        await StopAsync(serving);
        problems.AddRange(await Checks.BrokenAsync(installation.Superuser, StoredChecks.All));
        problems.AddRange(await acknowledged.MissingAsync(installation.Superuser));
        var trail = await installation.AdminAsync(builds[Release.All[^1]], installation.Superuser, "audit", "verify", "--keys", installation.Keys, "--checkpoints", installation.Checkpoints);
        trail.ToList().ForEach(Console.WriteLine);
        var isolation = await IsolationVerification.RunAsync(installation.Superuser, installation.Api, default);
        // How new the server's programs are, no upgrade of ours changes.
        var broken = isolation.Checks.Where(check => check.Verdict is Verdict.Broken && check.Name != "server_is_above_the_floor").ToList();
        LifeTrial.Line($"failed checks of isolation, of {isolation.Checks.Count}", $"{broken.Count}");
        problems.AddRange(broken.Select(check => check.ToString()));
        var schema = await installation.ScalarAsync<string>(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/SecureObs.Api.Tests/Conventions/SchemaDump.sql")));
        if (schema != await File.ReadAllTextAsync(Path.Combine(Repository.Root, "db/schema.sql")))
            problems.Add("the schema is not db/schema.sql");
    }

    private async Task<JsonObject> ListsAsync(Uri? server = null)
    {
        var all = new JsonObject();
        foreach (var organisation in quiet)
            all[$"{organisation.Id}"] = await organisation.ListsAsync(server);
        return all;
    }

    private void Compare(string what, JsonObject before, JsonObject after)
    {
        var difference = Kept.Difference(before, after);
        LifeTrial.Line(what, difference ?? "as before");
        if (difference is not null)
            problems.Add($"{what}: {difference}");
    }

    private async Task LookAsync(string what, IEnumerable<ReleaseProcess> processes)
    {
        foreach (var process in processes)
            problems.AddRange((await quiet[0].LookAsync(process.Address)).Select(failed => $"{what}: {failed}"));
    }

    /// <summary>Until so much more was acknowledged that every pipeline went through every process.</summary>
    private async Task MoreAsync()
    {
        for (var enough = acknowledged.Batches + EnoughBatches; acknowledged.Batches < enough && !stop.IsCancellationRequested;)
            await Task.Delay(20, CancellationToken.None);
    }

    private async Task ServeAsync(Release release, int count)
    {
        serving = [];
        for (var n = 0; n < count; n++)
            serving.Add(await StartAsync(release));
        balancer.Use(serving);
    }

    private async Task<ReleaseProcess> StartAsync(Release release)
    {
        var process = await installation.ServeAsync(builds[release]);
        return process.Refused is null ? process : throw new InvalidOperationException($"The API of {release.Name} does not start: {process.Refused}");
    }

    private static async Task StopAsync(IEnumerable<ReleaseProcess> processes)
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    public void Dispose() => stop.Dispose();
}

using SecureObs.Local.Demo;
using SecureObs.Local.Running;
using Spectre.Console;

namespace SecureObs.Local.Start;

/// <summary>The steps of one start, in order.</summary>
internal sealed class LocalRun(LocalOptions options, IAnsiConsole console)
{
    private readonly Steps steps = new(console);
    private readonly LocalAddress address = new(options.Check ? Ports.Free() : options.Port);

    public async Task RunAsync(CancellationToken ct)
    {
        await steps.StepAsync("Tools", async _ => await Requirements.CheckAsync(ct));
        Requirements.RefuseTakenPorts(address.Port);
        Directory.CreateDirectory(Repository.LocalDirectory);
        if (options.Reset)
            await steps.StepAsync("Reset", async _ => await ResetAsync(ct));
        await PrepareAsync(ct);

        await using var host = await StartAsync(ct);
        var results = await host.ReadResultsAsync(ct);
        var scan = new DemoScan(address, host.ApiKey);
        if (results.PipelineRunId is null)
            results = await ScanAsync(host, scan, ct);
        var gate = results.PipelineRunId is { } run ? await scan.GateAsync(run, ct) : null;

        if (options.Check)
        {
            await steps.StepAsync("Check", async _ => await SelfCheck.RunAsync(address, results, gate, ct));
            return;
        }

        Screen.Show(console, address, results, gate, options.ThrowAway);
        using var ready = options.ReadyFile is { } file ? await ReadyFile.WriteAsync(file, address, host.ApiKey, ct) : null;
        await host.WaitAsync(ct);
        console.MarkupLine("Stopping …");
    }

    private async Task PrepareAsync(CancellationToken ct)
    {
        // Two starts, e.g. one of browser tests, must not build into the same directory.
        using var only = await FileLock.WaitAsync(Path.Combine(Repository.LocalDirectory, "prepare.lock"), ct);
        await steps.StepAsync("Dashboard", now => DashboardBuild.RunAsync(now, ct));
        await steps.StepAsync("Scanners", now => ScannerTools.RestoreAsync(now, ct));
    }

    private async Task<RunningHost> StartAsync(CancellationToken ct)
    {
        LocalDatabase? database = null;
        if (!options.ThrowAway && await LocalDatabase.UnusualPlaceAsync(ct) is { } place)
            steps.Note($"PostgreSQL's account cannot enter this clone: its data is in {place}.");
        await steps.StepAsync("Database", async now =>
        {
            database = await LocalDatabase.StartAsync(options.ThrowAway, now, ct);
            return $"PostgreSQL {database.Version}{(options.ThrowAway ? ", thrown away afterwards" : "")}";
        });
        if (database!.Warning is { } warning)
            steps.Note(warning);

        RunningHost? host = null;
        try
        {
            await steps.StepAsync("API", async _ =>
            {
                host = await RunningHost.StartAsync(address, database, options.ThrowAway ? null : DemoKey.File, ct);
                return address.Dashboard;
            });
            return host!;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private async Task<DemoResults> ScanAsync(RunningHost host, DemoScan scan, CancellationToken ct)
    {
        ChildResult? outcome = null;
        await steps.StepAsync("First scan", async now =>
        {
            now(DemoTenant.ProjectName);
            outcome = await scan.ScanAsync($"local-{DateTime.UtcNow:yyyyMMdd-HHmmss}", ct);
            return outcome.Succeeded ? DemoTenant.ProjectName : $"ended with exit code {outcome.ExitCode}";
        });
        if (!outcome!.Succeeded)
            steps.Note(outcome.Tail());
        return await host.ReadResultsAsync(ct);
    }

    private static async Task<string> ResetAsync(CancellationToken ct)
    {
        await LocalDatabase.RemoveAsync(ct);
        File.Delete(DemoKey.File);
        return "the local database and its demo key are gone";
    }
}

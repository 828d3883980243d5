using SecureObs.Bench.Chaos;
using SecureObs.Bench.IngestChaos;

namespace SecureObs.Bench.Soak;

/// <summary>
/// Two API processes, twenty tenants, forty pipelines that scan again and again: no request fails, memory stays flat, and
/// what is kept counted is right at the end. Then one tenant imports 300 MB, and another one's gate is asked meanwhile.
/// </summary>
internal static class SoakTrial
{
    private const int Tenants = 20;
    private const int PipelinesOfTenant = 2;
    private const double MostGrowth = 1.15;

    public static async Task<int> RunAsync(TimeSpan length)
    {
        await using var chaos = await ChaosHost.StartAsync();
        foreach (var child in chaos.Children)
            await child.ReadyAsync(default);
        var work = new SoakWork();
        var memory = chaos.Children.Select(child => new MemoryWatch(child.Id)).ToList();
        using (var stop = new CancellationTokenSource(length))
        {
            var pipelines = new List<Task>();
            for (var n = 0; n < Tenants; n++)
            {
                var (project, key) = await NewTenantAsync(chaos, $"tenant {n}");
                for (var p = 0; p < PipelinesOfTenant; p++)
                    pipelines.Add(new SoakPipeline(chaos.Children[(n + p) % 2].Address, key, project, $"{n}-{p}", work).RunAsync(stop.Token));
            }
            await Task.WhenAll([.. memory.Select(watch => watch.RunAsync(stop.Token)), .. pipelines]);
        }
        var faults = await Checks.BrokenAsync(chaos.Host.SuperuserConnectionString, StoredChecks.All);
        foreach (var line in work.Errors.Take(20).Concat(faults))
            Console.WriteLine(line);
        var flat = memory.All(watch => watch.Growth <= MostGrowth);
        Console.WriteLine(
            $"soak: {length.TotalMinutes:F0} min, {Tenants} tenants, {Tenants * PipelinesOfTenant} pipelines, 2 processes; {work.Requests} requests, {work.Rows} rows, {work.Errors.Count} errors; "
            + $"memory {string.Join(" and ", memory.Select(watch => watch.ToString()))}: {(flat ? "flat" : "GROWS")}; {StoredChecks.All.Count} checks of what is stored: {(faults.Count == 0 ? "right" : $"{faults.Count} FAULTS")}");
        var fair = await FairnessTrial.RunAsync(chaos);
        return flat && fair && work.Errors.IsEmpty && faults.Count == 0 ? 0 : 1;
    }

    public static async Task<(Guid Project, string Key)> NewTenantAsync(ChaosHost chaos, string name)
    {
        var tenant = chaos.Host.Another();
        await tenant.RunAsync(tx => tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, {name}, now())", default));
        return await tenant.NewKeyAsync(name);
    }
}

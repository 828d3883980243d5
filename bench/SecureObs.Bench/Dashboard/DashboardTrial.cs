using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SecureObs.Local;
using SecureObs.Local.Demo;
using SecureObs.Local.Start;

namespace SecureObs.Bench.Dashboard;

/// <summary>
/// The dashboard in a real browser, with many findings in the tenant: what <c>web/e2e/measure/list.mjs</c> measures. PostgreSQL has
/// its defaults and a throw-away cluster.
/// </summary>
internal static class DashboardTrial
{
    /// <summary>Other tenants have a tenth as many, so that row-level security has something to leave out.</summary>
    private const int OtherTenants = 10;

    public static async Task<int> RunAsync(int findings)
    {
        await DashboardBuild.RunAsync(_ => { }, default);
        // The host stops it, after itself.
        var database = await LocalDatabase.StartAsync(throwAway: true, _ => { }, default);
        await using var host = await RunningHost.StartAsync(new LocalAddress(Ports.Free()), database, keyFile: null, default);
        var clock = Stopwatch.StartNew();
        await MakeAsync(database.SuperuserConnectionString, findings);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings:N0} findings in the tenant, made in {clock.Elapsed.TotalSeconds:0} s"));
        var folder = Directory.CreateTempSubdirectory("secureobs-dashboard-");
        try
        {
            var file = Path.Combine(folder.FullName, "ready.json");
            using var ready = await ReadyFile.WriteAsync(file, host.Address, host.ApiKey, default);
            return await MeasureAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MakeAsync(string connection, int findings)
    {
        using var file = new StreamReader(typeof(DashboardTrial).Assembly.GetManifestResourceStream("findings.sql")!);
        var script = await file.ReadToEndAsync();
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"""
            set bench.findings = {findings + findings / 10};
            set bench.part = {findings};
            set bench.tenants = {OtherTenants + 1};
            set bench.tenant = '{DemoTenant.Contoso.Id}';
            {script}
            """));
        command.CommandTimeout = 3_600;
        await command.ExecuteNonQueryAsync();
        await using var vacuum = source.CreateCommand("vacuum analyze");
        vacuum.CommandTimeout = 3_600;
        await vacuum.ExecuteNonQueryAsync();
    }

    private static async Task<int> MeasureAsync(string readyFile)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "web", "e2e", "measure", "list.mjs")]) { WorkingDirectory = Path.Combine(Repository.Root, "web") };
        start.Environment["SECUREOBS_READY_FILE"] = readyFile;
        using var node = Process.Start(start)!;
        await node.WaitForExitAsync();
        return node.ExitCode;
    }
}

using System.Diagnostics;
using Npgsql;

namespace SecureObs.Bench.Life;

/// <summary>
/// The life of a large organisation: a round of retention while others work, an archive of everything, deletion, and the archive
/// restored elsewhere. Prints what it measured; ends with 1 when something was lost.
/// </summary>
internal static class LifeTrial
{
    public static async Task<int> RunAsync(int findings)
    {
        var clock = Stopwatch.StartNew();
        await using var host = await TrialHost.StartAsync(serve: false, measured: true);
        await AgedTenant.MakeAsync(host, findings);
        await host.ServeAsync();
        Console.Error.WriteLine($"{findings:N0} findings made in {clock.Elapsed.TotalSeconds:N0} s; load {Machine.LoadAverage()}");
        var kept = await RetentionPart.RunAsync(host);
        var moved = await MovePart.RunAsync(host);
        Line("nothing was lost", kept && moved ? "yes" : "NO");
        return kept && moved ? 0 : 1;
    }

    public static void Line(string what, string measured) => Console.WriteLine($"{what,-70} {measured}");

    public static async Task<long> CountAsync(TrialHost host, string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.SuperuserConnectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Admin.Isolation;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Bench.Life;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Bench.Backups;

/// <summary>
/// A drill of what an operator does when somebody deletes everything: the base backup and the archived log bring the moment before
/// back, while pipelines wrote during the backup. Prints what it compared; ends with 1 when anything differs.
/// </summary>
internal static class BackupTrial
{
    private const int Reports = 60;
    private const int Rows = 200;

    private const string Counted = """
        select (select count(*) from app.findings) || ' findings, ' || (select count(*) from app.runs) || ' runs, ' || (select count(*) from app.audit) || ' entries, '
            || (select count(*) from app.audit_blocks) || ' blocks, ' || (select coalesce(sum(findings), 0) from app.finding_counts) || ' counted'
        """;

    public static async Task<int> RunAsync()
    {
        using var keys = new KeyFiles();
        await using var host = await TrialHost.StartAsync(await PostgresCluster.StartArchivedAsync(default), keys.Settings);
        var cluster = host.Cluster;
        var password = RandomNumberGenerator.GetHexString(32);
        await DatabaseSetup.CreateBackupRoleAsync(host.SuperuserConnectionString, password, default);
        var (project, key) = await host.NewKeyAsync("drill");
        var scans = new Scans(host, project, host.WithKey(key));
        await ReportAsync(scans, project, 0);

        var clock = Stopwatch.StartNew();
        var meanwhile = ReportAsync(scans, project, Reports);
        var copy = await ClusterBackup.TakeAsync(cluster, DatabaseSetup.BackupRole, password, default);
        var took = clock.Elapsed;
        await meanwhile;
        await SealAsync(host);
        var before = await TextAsync(host.SuperuserConnectionString, Counted);
        var moment = DateTimeOffset.Parse(await TextAsync(host.SuperuserConnectionString, "select clock_timestamp()::text"), System.Globalization.CultureInfo.InvariantCulture);
        await Task.Delay(1_000);
        await ReportAsync(scans, project, 2 * Reports);
        await host.ExecuteAsync("delete from app.audit_blocks; delete from app.audit; truncate app.findings cascade");   // the mistake
        await ArchivedAsync(host);
        LifeTrial.Line($"base backup while {Reports} reports came in", $"{took.TotalSeconds:N1} s");

        clock.Restart();
        await using var restored = await ClusterBackup.RestoreAsync(cluster, copy, moment, default);
        LifeTrial.Line("restored to the moment before everything was deleted", $"{clock.Elapsed.TotalSeconds:N1} s");
        var good = Same("counts, before and restored", before, await TextAsync(restored.SuperuserConnectionString("secureobs_trial"), Counted));
        good &= await DumpAsync(host, restored, password);
        await using var again = await host.OverAsync(restored, keys.Settings);
        good &= await VerifyAsync(again, key, project);
        LifeTrial.Line("the restored installation is whole", good ? "yes" : "NO");
        return good ? 0 : 1;
    }

    /// <summary>The API started, so its guard is content; now what it does not look at.</summary>
    private static async Task<bool> VerifyAsync(TrialHost again, string key, Guid project)
    {
        await using var connection = new NpgsqlConnection(again.SuperuserConnectionString);
        await connection.OpenAsync();
        var good = Same("roll-ups that differ from a recount", "0", $"{(await DataChecks.FindFaultsAsync(connection, default)).Count}");
        var (faults, summary) = await Trails.VerifyAsync(again);
        good &= Same($"faults of the audit trail, {summary.Entries:N0} entries, with the key ring", "0", $"{faults}");
        var report = await IsolationVerification.RunAsync(again.SuperuserConnectionString, again.ApiConnectionString, default);
        // How new the server's programs are, a restore does not change.
        var broken = report.Checks.Where(check => check.Verdict is Verdict.Broken && check.Name != "server_is_above_the_floor").ToList();
        broken.ForEach(Console.Error.WriteLine);
        good &= Same($"failed checks of isolation, of {report.Checks.Count}", "0", $"{broken.Count}");
        var pipeline = again.WithKey(key);
        var scanners = await pipeline.GetAsync($"/api/projects/{project}/scanners/active");
        good &= Same("the pipeline's key", "OK", $"{scanners.StatusCode}");
        await ReportAsync(new Scans(again, project, pipeline), project, 3 * Reports, 2);
        await SealAsync(again);
        return good & Same("faults of the trail after it went on", "0", $"{(await Trails.VerifyAsync(again)).Faults}");
    }

    /// <summary>A dump under row-level security is silently empty: that of the backup role is not, and the runtime role's is.</summary>
    private static async Task<bool> DumpAsync(TrialHost host, PostgresCluster restored, string password)
    {
        var rows = await TextAsync(restored.SuperuserConnectionString("secureobs_trial"), "select count(*)::text from app.findings");
        var good = Same("findings in a dump of the backup role", rows, await DumpedAsync(restored, DatabaseSetup.BackupRole, password, []));
        return good & Same("findings in one of the runtime role, under row-level security", "0",
            await DumpedAsync(restored, DatabaseSetup.ApiRole, new NpgsqlConnectionStringBuilder(host.ApiConnectionString).Password!, ["--enable-row-security", "--schema=app"]));
    }

    private static async Task<string> DumpedAsync(PostgresCluster restored, string role, string password, string[] options)
    {
        var (files, binaries) = restored.Server;
        var (secret, dump) = (Path.Combine(files.Directory, "dump-password"), Path.Combine(files.Directory, "dump.sql"));
        await files.WriteAsync(secret, $"*:*:*:{role}:{password}\n", default);
        await files.DoAsync(binaries.Client("pg_dump"),
            ["-d", $"host={restored.SocketDirectory} user={role} dbname=secureobs_trial passfile={secret}", "--data-only", "--table=app.findings", "-f", dump, .. options.Where(option => option != "--schema=app")], default);
        return $"{File.ReadLines(dump).SkipWhile(line => !line.StartsWith("COPY app.findings", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "\\.").Count()}";
    }

    private static async Task ReportAsync(Scans scans, Guid project, int first, int count = Reports)
    {
        for (var n = first; n < first + count; n++)
            await scans.SendAsync(JsonSerializer.SerializeToUtf8Bytes(Report.Rows(project, $"run {n}", n * Rows / 2, Rows), Scans.Web));
    }

    private static Task<int> SealAsync(TrialHost host) => host.Services.GetRequiredService<SealingRound>().RunAsync(default);

    /// <summary>Until the piece of the log that is written now is in the archive.</summary>
    private static async Task ArchivedAsync(TrialHost host)
    {
        var piece = await TextAsync(host.SuperuserConnectionString, "select pg_walfile_name(pg_switch_wal())");
        while (string.CompareOrdinal(await TextAsync(host.SuperuserConnectionString, "select coalesce(last_archived_wal, '') from pg_stat_archiver"), piece) < 0)
            await Task.Delay(100);
    }

    private static bool Same(string what, string before, string after)
    {
        LifeTrial.Line(what, before == after ? after : $"{after} INSTEAD OF {before}");
        return before == after;
    }

    private static async Task<string> TextAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

using System.Diagnostics;
using Npgsql;
using SecureObs.Local.Postgres;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// A template that is distributed by tenant by the operator's own script, on one machine that is coordinator and worker at once. Citus is not
/// part of SecureObs: whoever has it can run the suite this way (SECUREOBS_TEST_DISTRIBUTED=1).
/// </summary>
internal static class Distribution
{
    public static async Task ApplyAsync(PostgresCluster cluster, string template)
    {
        await RunAsync(cluster.SuperuserConnectionString(), "alter system set shared_preload_libraries = 'citus'");
        await RunAsync(cluster.SuperuserConnectionString(), "checkpoint");
        await cluster.CrashAsync(CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        // One machine: it does by itself what it would ask others for.
        await RunAsync(cluster.SuperuserConnectionString(), "alter system set citus.local_shared_pool_size = -1");
        await RunAsync(cluster.SuperuserConnectionString(), "select pg_reload_conf()");
        var inside = cluster.SuperuserConnectionString(template);
        await RunAsync(inside, "create extension citus");
        await RunAsync(inside, $"select citus_set_coordinator_host('{cluster.SocketDirectory}', 5432)");
        await RunAsync(inside, $"insert into pg_catalog.pg_dist_authinfo values (0, 'postgres', 'password={new NpgsqlConnectionStringBuilder(inside).Password}')");
        await RunAsync(inside, $"select citus_set_node_property('{cluster.SocketDirectory}', 5432, 'shouldhaveshards', true)");
        await RunScriptAsync(cluster, template);
        // Citus keeps a process in every database, and a template must have none.
        await RunAsync(cluster.SuperuserConnectionString(), $"alter database {template} allow_connections false");
        await RunAsync(cluster.SuperuserConnectionString(), $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{template}'");
    }

    /// <summary>The operator's script; of a clone it sets what a template does not pass on.</summary>
    public static async Task RunScriptAsync(PostgresCluster cluster, string database)
    {
        var place = new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString(database));
        var start = new ProcessStartInfo(
            cluster.Server.Binaries.Client("psql"),
            ["-X", "-v", "ON_ERROR_STOP=1", "-d", place.Database!, "-U", place.Username!, "-h", place.Host!, "-f", Repository.Path("deploy/citus/distribute.sql")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["PGPASSWORD"] = place.Password },
        };
        using var psql = Process.Start(start)!;
        var (said, complained) = (psql.StandardOutput.ReadToEndAsync(), psql.StandardError.ReadToEndAsync());
        await psql.WaitForExitAsync();
        Assert.True(psql.ExitCode == 0 && (await said).Contains("Distributed by tenant.", StringComparison.Ordinal), await complained + await said);
    }

    private static async Task RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

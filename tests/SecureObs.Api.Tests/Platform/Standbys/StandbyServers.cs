using Microsoft.AspNetCore.Builder;
using Npgsql;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Api.Tests.Platform.Standbys;

/// <summary>A primary with the product's schema and a standby that follows it, both real, and the API before them.</summary>
public sealed class StandbyServers(TestApi api) : IAsyncLifetime
{
    private const string Database = "secureobs";

    internal PostgresCluster Primary { get; private set; } = null!;

    internal PostgresCluster Follower { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Primary = await PostgresCluster.StartArchivedAsync(default);
        await DatabaseSetup.CreateAsync(Primary.SuperuserConnectionString(), Database, TestDatabase.Passwords, default);
        await Migrator.MigrateAsync(Primary.ConnectionString(Database, DatabaseSetup.MigratorRole, TestDatabase.Passwords.Migrator.Reveal()), default);
        Follower = await ClusterBackup.FollowAsync(Primary, default);
    }

    internal static string AsApi(PostgresCluster server) => server.ConnectionString(Database, DatabaseSetup.ApiRole, TestDatabase.Passwords.Api.Reveal());

    internal static string AsSuperuser(PostgresCluster server) => server.SuperuserConnectionString(Database);

    /// <param name="mostLag">So many seconds an answer may be late.</param>
    internal WebApplication Build(string standby, int mostLag = 3600) => api.Build(AsApi(Primary), settings: new Dictionary<string, string?>
    {
        ["ConnectionStrings:SecureObsStandby"] = standby,
        ["Database:StandbyMostLagSeconds"] = $"{mostLag}",
    });

    internal static async Task ExecuteAsync(PostgresCluster server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(AsSuperuser(server)) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Until the follower has all that the primary has.</summary>
    internal async Task InStepAsync()
    {
        await using var source = NpgsqlDataSource.Create(AsSuperuser(Primary));
        await using var asking = source.CreateCommand("select count(*) from pg_stat_replication where replay_lsn >= pg_current_wal_lsn()");
        while ((long)(await asking.ExecuteScalarAsync())! == 0)
            await Task.Delay(20);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Follower.DisposeAsync();
        await Primary.DisposeAsync();
    }
}

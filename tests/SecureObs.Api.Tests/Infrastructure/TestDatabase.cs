using Npgsql;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A real PostgreSQL of this test run with a migrated template; a clone of it takes some 50 ms.</summary>
internal sealed class TestDatabase : IAsyncLifetime
{
    private const string Template = "secureobs_template";
    internal static readonly RolePasswords Passwords = new("migrator-of-tests", "api-of-tests");

    private PostgresCluster cluster = null!;
    private int clones;

    internal PostgresCluster Cluster => cluster;

    public async ValueTask InitializeAsync()
    {
        cluster = await PostgresCluster.StartThrowAwayAsync(CancellationToken.None);
        await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), Template, Passwords, CancellationToken.None);
        await Migrator.MigrateAsync(As(Template, DatabaseSetup.MigratorRole, Passwords.Migrator.Reveal()), CancellationToken.None);
        // A template must have no connection, and no clone shares rights on the database itself.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A fresh database with the product's schema and rights.</summary>
    internal async Task<string> CloneAsync()
    {
        var name = $"secureobs_{Interlocked.Increment(ref clones)}";
        await ExecuteAsync("postgres", $"create database {name} template {Template}");
        await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), name, Passwords, CancellationToken.None);
        return name;
    }

    /// <summary>How the API connects.</summary>
    internal string AsApi(string database) => As(database, DatabaseSetup.ApiRole, Passwords.Api.Reveal());

    internal string AsMigrator(string database) => As(database, DatabaseSetup.MigratorRole, Passwords.Migrator.Reveal());

    /// <summary>Runs SQL as the superuser: only to break things, or to look past row-level security.</summary>
    internal async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(AsSuperuser(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(AsSuperuser(database));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal string AsSuperuser(string database) => new NpgsqlConnectionStringBuilder(cluster.SuperuserConnectionString(database)) { Pooling = false }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
    }

    private string As(string database, string user, string password) => cluster.ConnectionString(database, user, password);
}

using Npgsql;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A real PostgreSQL of this test run with a migrated template; a clone of it takes some 50 ms.</summary>
internal sealed class TestDatabase : IAsyncLifetime
{
    private const string Template = "secureobs_template";
    internal static readonly RolePasswords Passwords = new("migrator-of-tests", "api-of-tests");

    /// <summary>Set: the whole suite goes through PgBouncer in transaction mode.</summary>
    private static readonly bool WantsPooler = Environment.GetEnvironmentVariable("SECUREOBS_TEST_POOLER") is { Length: > 0 };

    /// <summary>Set: every database is distributed by tenant, where the machine has Citus.</summary>
    private static readonly bool WantsDistribution = Environment.GetEnvironmentVariable("SECUREOBS_TEST_DISTRIBUTED") is { Length: > 0 };

    private PostgresCluster cluster = null!;
    private Pooler? pooler;
    private int clones;

    internal PostgresCluster Cluster => cluster;

    /// <summary>Whether the application reaches it through PgBouncer.</summary>
    internal bool IsPooled => pooler is not null;

    public async ValueTask InitializeAsync()
    {
        cluster = await PostgresCluster.StartThrowAwayAsync(CancellationToken.None);
        await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), Template, Passwords, CancellationToken.None);
        pooler = WantsPooler ? await Pooler.StartAsync(cluster.SuperuserConnectionString(), Passwords) : null;
        await Migrator.MigrateAsync(As(Template, DatabaseSetup.MigratorRole, Passwords.Migrator.Reveal()), CancellationToken.None);
        if (WantsDistribution)
            await Distribution.ApplyAsync(cluster, Template);
        // A template must have no connection, and no clone shares rights on the database itself.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A fresh database with the product's schema and rights.</summary>
    internal async Task<string> CloneAsync()
    {
        var name = $"secureobs_{Interlocked.Increment(ref clones)}";
        await ExecuteAsync("postgres", $"create database {name} template {Template}");
        await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), name, Passwords, CancellationToken.None);
        if (WantsDistribution)
            await Distribution.RunScriptAsync(cluster, name);
        return name;
    }

    /// <summary>How the API connects.</summary>
    internal string AsApi(string database) => pooler?.AsApi(database, Passwords) ?? AsApiDirectly(database);

    /// <summary>The same past any pooler, for what is about a connection of one's own.</summary>
    internal string AsApiDirectly(string database) => As(database, DatabaseSetup.ApiRole, Passwords.Api.Reveal());

    /// <summary>What the API must be told beside it.</summary>
    internal Dictionary<string, string?> Settings => pooler is null ? [] : new() { ["Database:PreparedStatements"] = "0" };

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
        if (pooler is not null)
            await pooler.DisposeAsync();
        await cluster.DisposeAsync();
    }

    private string As(string database, string user, string password) => cluster.ConnectionString(database, user, password);
}

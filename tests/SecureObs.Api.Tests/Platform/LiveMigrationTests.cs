using Npgsql;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Migrations of a database that others work with.</summary>
public sealed class LiveMigrationTests(TestApi api)
{
    private const string Before = "0030_archives.sql";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>It wants to change a table that a long transaction writes to: others go on meanwhile, and it goes on afterwards.</summary>
    [Fact]
    public async Task One_that_must_wait_gives_way_and_tries_again()
    {
        const string database = "secureobs_live";
        await using var source = await OfBeforeAsync(database);
        await using var holder = await source.OpenConnectionAsync(Ct);
        await using var held = await holder.BeginTransactionAsync(Ct);
        await using (var writing = new NpgsqlCommand("lock table app.audit in row exclusive mode", holder))
            await writing.ExecuteNonQueryAsync(Ct);
        using var gaveWay = new SemaphoreSlim(0);

        var migrating = Migrator.MigrateAsync(api.Database.AsMigrator(database), Ct, tell: _ => gaveWay.Release());
        await gaveWay.WaitAsync(Ct);
        // Whoever comes now waits for the holder alone, who lets them.
        await using (var others = source.CreateCommand("insert into app.tenants (id, name, created_at) values (gen_random_uuid(), 'x', now()); select count(*) from app.audit"))
            await others.ExecuteNonQueryAsync(Ct);
        Assert.False(migrating.IsCompleted);
        await held.RollbackAsync(Ct);

        Assert.Equal(Migrator.Known[^1], (await migrating)[^1]);
    }

    /// <summary>While it waits for those who are inside, it keeps nothing from them.</summary>
    [Fact]
    public async Task One_that_gave_way_closes_the_entrance_before_it_takes_anything()
    {
        const string database = "secureobs_entrance";
        await using var source = await OfBeforeAsync(database);
        await using var holder = await source.OpenConnectionAsync(Ct);
        await using var held = await holder.BeginTransactionAsync(Ct);
        await using (var inside = new NpgsqlCommand("lock table app.projects in access share mode; lock table app.audit in row exclusive mode", holder))
            await inside.ExecuteNonQueryAsync(Ct);
        using var gaveWay = new SemaphoreSlim(0);

        var migrating = Migrator.MigrateAsync(api.Database.AsMigrator(database), Ct, tell: _ => gaveWay.Release());
        await gaveWay.WaitAsync(Ct);
        await using var waiting = source.CreateCommand("select max(l.relation::regclass::text) from pg_locks l join pg_stat_activity a using (pid) where a.usename = 'secureobs_migrator' and a.datname = current_database() and not l.granted");
        object? waitsFor;
        while ((waitsFor = await waiting.ExecuteScalarAsync(Ct)) is DBNull)
            await Task.Delay(5, Ct);
        await using var taken = source.CreateCommand("select coalesce(string_agg(l.relation::regclass::text, ' '), '') from pg_locks l join pg_stat_activity a using (pid) where a.usename = 'secureobs_migrator' and a.datname = current_database() and l.granted and l.mode = 'AccessExclusiveLock'");

        Assert.Equal(("app.projects", "app.tenants"), (waitsFor, await taken.ExecuteScalarAsync(Ct)));
        await held.RollbackAsync(Ct);
        Assert.Equal(Migrator.Known[^1], (await migrating)[^1]);
    }

    /// <summary>As on a server whose set-up was of an older release.</summary>
    [Fact]
    public async Task One_that_lacks_a_role_says_what_makes_it_and_applies_nothing()
    {
        await using var server = await PostgresCluster.StartThrowAwayAsync(Ct);
        await DatabaseSetup.CreateAsync(server.SuperuserConnectionString(), "secureobs", TestDatabase.Passwords, Ct);
        await using var source = NpgsqlDataSource.Create(server.SuperuserConnectionString("secureobs"));
        await using (var older = source.CreateCommand("drop role secureobs_door_search"))
            await older.ExecuteNonQueryAsync(Ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Migrator.MigrateAsync(server.ConnectionString("secureobs", DatabaseSetup.MigratorRole, TestDatabase.Passwords.Migrator.Reveal()), Ct));

        Assert.Contains("secureobs_door_search is missing: run 'secureobs-admin setup'", refused.Message, StringComparison.Ordinal);
        await using var ledger = source.CreateCommand("select to_regclass('migrations.applied') is null");
        Assert.True((bool)(await ledger.ExecuteScalarAsync(Ct))!);
    }

    private async Task<NpgsqlDataSource> OfBeforeAsync(string database)
    {
        await DatabaseSetup.CreateAsync(api.Database.AsSuperuser("postgres"), database, TestDatabase.Passwords, Ct);
        await Migrator.MigrateAsync(api.Database.AsMigrator(database), Ct, Before);
        return NpgsqlDataSource.Create(api.Database.AsSuperuser(database));
    }
}

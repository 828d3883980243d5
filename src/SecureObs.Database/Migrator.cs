using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace SecureObs.Database;

/// <summary>
/// Applies db/migrations in order, each in a transaction of its own, under a lock so that two starts do not race; what was stopped goes on
/// where it was. Forward only; a migration that was applied must never change. On a live system: one that waits for a lock lets nobody
/// wait behind it for longer than <see cref="LockTimeout"/>, then gives way and tries again. From the second time on it closes the entrance first:
/// who is inside leaves, nobody comes in, and it does not meet half of the others' locks with half of its own.
/// </summary>
public static partial class Migrator
{
    private const long Lock = 0x5ec0_0b50_0001;

    /// <summary>So long a migration may hold up everybody who comes after it.</summary>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(2);

    /// <summary>So long it tries in all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What nearly every transaction of the API reads first.</summary>
    private const string CloseEntrance = """
        set role secureobs_owner;
        do $$
        begin
            if to_regclass('app.projects') is not null then
                lock table app.tenants, app.projects in access exclusive mode;
            end if;
        end $$;
        reset role;
        """;

    private const string Ledger = """
        set role secureobs_owner;
        create schema if not exists migrations;
        grant usage on schema migrations to secureobs_api;
        create table if not exists migrations.applied (
            name text constraint applied_pk primary key, checksum bytea not null, applied_at timestamptz not null default now());
        grant select on migrations.applied to secureobs_api;
        reset role;
        """;

    /// <summary>The names of the migrations that this build knows, in order.</summary>
    public static IReadOnlyList<string> Known => [.. EmbeddedSql.Folder("migrations").Select(script => script.Name)];

    /// <summary>Applies what is missing and returns its names.</summary>
    /// <param name="last">The name of the migration to stop after, to try an upgrade from an older schema; null: all.</param>
    /// <param name="tell">Told, in one line, when a migration gives way to others and tries again.</param>
    /// <exception cref="InvalidOperationException">An applied migration differs from the one of this build, or others never let go of what one needs.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(string migratorConnectionString, CancellationToken ct, string? last = null, Action<string>? tell = null)
    {
        // Unpooled: the lock and SET ROLE end with the connection, whatever happens.
        var settings = new NpgsqlConnectionStringBuilder(migratorConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await RefuseMissingRolesAsync(connection, ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", ct);
        await ExecuteAsync(connection, Ledger, ct);
        var applied = await AppliedAsync(connection, ct);

        var names = new List<string>();
        foreach (var (name, text) in EmbeddedSql.Folder("migrations").Where(script => last is null || string.CompareOrdinal(script.Name, last) <= 0))
        {
            var checksum = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            if (!applied.TryGetValue(name, out var known))
            {
                await ApplyAsync(connection, (name, text, checksum), tell, ct);
                names.Add(name);
            }
            else if (!known.AsSpan().SequenceEqual(checksum))
            {
                throw new InvalidOperationException(
                    $"Migration {name} was applied in another form. Migrations never change: restore the file and add a new one.");
            }
        }
        return names;
    }

    /// <summary>A release may bring roles, which only an administrator of the server can make: said before anything is applied.</summary>
    private static async Task RefuseMissingRolesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var wanted = WantedRole().Matches(EmbeddedSql.Read("roles.sql")).Select(role => role.Groups[1].Value).ToArray();
        await using var command = new NpgsqlCommand("select w.name from unnest($1) w (name) where not exists (select from pg_catalog.pg_roles r where r.rolname = w.name) limit 1", connection);
        command.Parameters.Add(new() { Value = wanted });
        if (await command.ExecuteScalarAsync(ct) is string missing)
            throw new InvalidOperationException($"The role {missing} is missing: run 'secureobs-admin setup' of this release as an administrator of the server, with the passwords as they are, then this again.");
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, (string Name, string Text, byte[] Checksum) migration, Action<string>? tell, CancellationToken ct)
    {
        var trying = Stopwatch.StartNew();
        for (var gaveWay = false; ; gaveWay = true)
        {
            try
            {
                await ApplyOnceAsync(connection, migration, closed: gaveWay, ct);
                return;
            }
            catch (PostgresException others) when (others.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                if (trying.Elapsed > Patience)
                    throw new InvalidOperationException($"{migration.Name} did not get its locks within {Patience.TotalMinutes:N0} minutes: end what holds them, and run this again. What came before it is applied.", others);
                tell?.Invoke($"{migration.Name} waits for others");
                await Task.Delay(Pause, ct);
            }
        }
    }

    private static async Task ApplyOnceAsync(NpgsqlConnection connection, (string Name, string Text, byte[] Checksum) migration, bool closed, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, $"set local lock_timeout = {(int)LockTimeout.TotalMilliseconds}", ct);
        if (closed)
            await ExecuteAsync(connection, CloseEntrance, ct);
        await ExecuteAsync(connection, migration.Text, ct);
        await ExecuteAsync(connection, "set role secureobs_owner", ct);
        await using (var record = new NpgsqlCommand("insert into migrations.applied (name, checksum) values ($1, $2)", connection))
        {
            record.Parameters.Add(new() { Value = migration.Name });
            record.Parameters.Add(new() { Value = migration.Checksum });
            await record.ExecuteNonQueryAsync(ct);
        }
        await ExecuteAsync(connection, "reset role", ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task<Dictionary<string, byte[]>> AppliedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select name, checksum from migrations.applied", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<string, byte[]>();
        while (await reader.ReadAsync(ct))
            applied.Add(reader.GetString(0), reader.GetFieldValue<byte[]>(1));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    [GeneratedRegex(@"^\s+\('(secureobs_\w+)',", RegexOptions.Multiline)]
    private static partial Regex WantedRole();
}

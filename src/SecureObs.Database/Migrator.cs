using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SecureObs.Database;

/// <summary>
/// Applies db/migrations in order, each in a transaction of its own, under a lock so that two starts do not race.
/// Forward only; a migration that was applied must never change.
/// </summary>
public static class Migrator
{
    private const long Lock = 0x5ec0_0b50_0001;

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
    /// <exception cref="InvalidOperationException">An applied migration differs from the one of this build.</exception>
    public static async Task<IReadOnlyList<string>> MigrateAsync(string migratorConnectionString, CancellationToken ct, string? last = null)
    {
        // Unpooled: the lock and SET ROLE end with the connection, whatever happens.
        var settings = new NpgsqlConnectionStringBuilder(migratorConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", ct);
        await ExecuteAsync(connection, Ledger, ct);
        var applied = await AppliedAsync(connection, ct);

        var names = new List<string>();
        foreach (var (name, text) in EmbeddedSql.Folder("migrations").Where(script => last is null || string.CompareOrdinal(script.Name, last) <= 0))
        {
            var checksum = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            if (!applied.TryGetValue(name, out var known))
            {
                await ApplyAsync(connection, name, text, checksum, ct);
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

    private static async Task ApplyAsync(NpgsqlConnection connection, string name, string text, byte[] checksum, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, text, ct);
        await ExecuteAsync(connection, "set role secureobs_owner", ct);
        await using (var record = new NpgsqlCommand("insert into migrations.applied (name, checksum) values ($1, $2)", connection))
        {
            record.Parameters.Add(new() { Value = name });
            record.Parameters.Add(new() { Value = checksum });
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
}

using Npgsql;
using SecureObs.Masking;

namespace SecureObs.Database;

/// <summary>The passwords of the two roles that log in.</summary>
public sealed record RolePasswords(SecretString Migrator, SecretString Api);

/// <summary>What an administrator does once before the first migration: the database, the roles, their passwords.</summary>
public static class DatabaseSetup
{
    /// <summary>The role that runs migrations.</summary>
    public const string MigratorRole = "secureobs_migrator";

    /// <summary>The role that the API connects as.</summary>
    public const string ApiRole = "secureobs_api";

    /// <summary>The role that backups are made as.</summary>
    public const string BackupRole = "secureobs_backup";

    /// <summary>Advisory lock, in the database of the administrator's connection, of whoever changes roles.</summary>
    public const long RolesLock = 7_202_611_250;

    /// <summary>Creates what is missing and sets the passwords; repeating it is harmless.</summary>
    /// <param name="superuserConnectionString">Any database of the server, as a superuser.</param>
    public static async Task CreateAsync(
        string superuserConnectionString, string database, RolePasswords passwords, CancellationToken ct)
    {
        // Roles belong to the whole server: two set-ups at once would refuse each other ("tuple concurrently updated").
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(superuserConnectionString) { Pooling = false }.ConnectionString);
        await server.OpenAsync(ct);
        await ExecuteAsync(server, $"select pg_catalog.pg_advisory_lock({RolesLock})", ct);
        if (!await ExistsAsync(server, database, ct))
            await ExecuteAsync(server, $"create database {Identifier(database)} template template0 encoding 'UTF8'", ct);

        var inside = new NpgsqlConnectionStringBuilder(superuserConnectionString) { Database = database, Pooling = false };
        await using var connection = new NpgsqlConnection(inside.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, EmbeddedSql.Read("roles.sql"), ct);
        await ExecuteAsync(connection, $"alter role {MigratorRole} password {Literal(passwords.Migrator.Reveal())}", ct);
        await ExecuteAsync(connection, $"alter role {ApiRole} password {Literal(passwords.Api.Reveal())}", ct);
    }

    /// <summary>Makes the role that backups are made as, or sets its password; repeating it is harmless.</summary>
    /// <param name="superuserConnectionString">The database, as a superuser.</param>
    public static async Task CreateBackupRoleAsync(string superuserConnectionString, SecretString password, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(superuserConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, EmbeddedSql.Read("backup_role.sql"), ct);
        await ExecuteAsync(connection, $"alter role {BackupRole} password {Literal(password.Reveal())}", ct);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection server, string database, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select 1 from pg_catalog.pg_database where datname = $1", server);
        command.Parameters.Add(new() { Value = database });
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}

using Npgsql;
using SecureObs.Database;

namespace SecureObs.Api.Platform.Database;

/// <summary>The API must not serve from this database; the message says why and what to do.</summary>
internal sealed class UnsafeDatabaseException(string message) : Exception(message);

/// <summary>
/// Asks the database before the first request whether tenants are kept apart, and stops the start when they are not:
/// the role that we are, the server's version, the schema's version, and every rule of db/lints.
/// </summary>
internal sealed class StartupGuard(
    NpgsqlDataSource database, IHostEnvironment environment, ILogger<StartupGuard> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await RefuseOtherRolesAsync(connection, cancellationToken);
        RefuseOldServers(connection);
        await RefuseOldSchemasAsync(connection, cancellationToken);
        await RefuseBrokenIsolationAsync(connection, cancellationToken);
    }

    private static async Task RefuseOtherRolesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select current_user::text || '/' || session_user::text", connection);
        var roles = (string)(await command.ExecuteScalarAsync(ct))!;
        if (roles != $"{DatabaseSetup.ApiRole}/{DatabaseSetup.ApiRole}")
            throw new UnsafeDatabaseException(
                $"Refusing to start: connected as '{roles.Split('/')[0]}'. Connect as {DatabaseSetup.ApiRole}, the role that row-level security binds.");
    }

    private void RefuseOldServers(NpgsqlConnection connection)
    {
        var version = connection.PostgreSqlVersion;
        if (ServerFloor.Warning(version.Major * 10_000 + version.Minor) is not { } warning)
            return;
        if (environment.IsProduction())
            throw new UnsafeDatabaseException($"Refusing to start: {warning}");
        logger.LogWarning("{Warning} In Production the API refuses to start.", warning);
    }

    private static async Task RefuseOldSchemasAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = new HashSet<string>();
        try
        {
            await using var command = new NpgsqlCommand("select name from migrations.applied", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                applied.Add(reader.GetString(0));
        }
        catch (PostgresException exception) when (exception.SqlState is "42P01" or "3F000" or "42501")
        {
            // No ledger, or none for us: nothing was applied as far as this role can tell.
        }
        if (Migrator.Known.FirstOrDefault(name => !applied.Contains(name)) is { } missing)
            throw new UnsafeDatabaseException($"Refusing to start: migration {missing} is not applied. Run 'secureobs-admin migrate'.");
    }

    private static async Task RefuseBrokenIsolationAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var violations = await IsolationLints.FindViolationsAsync(connection, ct);
        if (violations.Count > 0)
            throw new UnsafeDatabaseException(
                $"Refusing to start: the database breaks {violations.Count} isolation rules.{Environment.NewLine}"
                + string.Join(Environment.NewLine, violations));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Npgsql;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Database;

namespace SecureObs.Api.Platform.Database;

/// <summary>The API must not serve from this database; the message says why and what to do.</summary>
internal sealed class UnsafeDatabaseException(string message) : Exception(message);

/// <summary>
/// Asks the database before the first request whether tenants are kept apart, and stops the start when they are not:
/// the role that we are, the server's version, the schema's version, and every rule of db/lints.
/// </summary>
internal sealed class StartupGuard(
    NpgsqlDataSource database, Standby standby, IHostEnvironment environment, ILogger<StartupGuard> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await RefuseUnsafeAsync(database, environment, logger, cancellationToken);
        try
        {
            await standby.TrustAsync(cancellationToken);
        }
        catch (NpgsqlException away)
        {
            logger.LogWarning(away, "The standby is away. It is asked the same before anything is read there.");
        }
    }

    /// <exception cref="UnsafeDatabaseException">Tenants are not kept apart there, or we cannot tell.</exception>
    public static async Task RefuseUnsafeAsync(NpgsqlDataSource server, IHostEnvironment environment, ILogger logger, CancellationToken ct)
    {
        await using var connection = await server.OpenConnectionAsync(ct);
        await RefuseOtherRolesAsync(connection, ct);
        RefuseOldServers(connection, environment, logger);
        var (missing, newer) = await AppliedMigrations.ReadAsync(connection, ct);
        if (missing is not null)
            throw new UnsafeDatabaseException($"Refusing to start: migration {missing} is not applied. Run 'secureobs-admin migrate'.");
        await RefuseBrokenIsolationAsync(connection, newer, ct);
    }

    private static async Task RefuseOtherRolesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select current_user::text || '/' || session_user::text", connection);
        var roles = (string)(await command.ExecuteScalarAsync(ct))!;
        if (roles != $"{DatabaseSetup.ApiRole}/{DatabaseSetup.ApiRole}")
            throw new UnsafeDatabaseException(
                $"Refusing to start: connected as '{roles.Split('/')[0]}'. Connect as {DatabaseSetup.ApiRole}, the role that row-level security binds.");
    }

    private static void RefuseOldServers(NpgsqlConnection connection, IHostEnvironment environment, ILogger logger)
    {
        var version = connection.PostgreSqlVersion;
        if (ServerFloor.Warning(version.Major * 10_000 + version.Minor) is not { } warning)
            return;
        if (environment.IsProduction())
            throw new UnsafeDatabaseException($"Refusing to start: {warning}");
        logger.LogWarning("{Warning} In Production the API refuses to start.", warning);
    }

    private static async Task RefuseBrokenIsolationAsync(NpgsqlConnection connection, string? newer, CancellationToken ct)
    {
        var violations = await IsolationLints.FindViolationsAsync(connection, ct);
        if (violations.Count > 0 && newer is not null)
            throw new UnsafeDatabaseException(
                $"Refusing to start: the schema is newer than this version, which does not know {newer} and cannot tell whether what it finds there is safe ({violations.Count} differences). "
                + "Start the version that made the schema; processes of this version that run go on.");
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

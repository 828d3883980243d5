using System.Net;
using Microsoft.Extensions.Configuration;
using Npgsql;
using SecureObs.Database;
using SecureObs.Masking;

namespace SecureObs.Admin.Doctor;

/// <summary>Looks at the database as the API will: by its own connection string.</summary>
internal static class DatabaseDoctor
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<List<Diagnosis>> ExamineAsync(IConfiguration configuration, TimeProvider clock, CancellationToken ct)
    {
        if (configuration["ConnectionStrings:SecureObs"] is not { } text || string.IsNullOrWhiteSpace(text))
            return [Diagnosis.Bad("database", "ConnectionStrings:SecureObs is not set: give the runtime role's connection string.")];
        try
        {
            var password = SecretFile.Either("Database:Password", configuration["Database:Password"], "Database:PasswordFile", configuration["Database:PasswordFile"]);
            return await ExamineAsync(RuntimeConnection.WithPassword(text, password), configuration["Database:PreparedStatements"] != "0", clock, ct);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            return [Diagnosis.Bad("database", $"{fault.Message} Check ConnectionStrings:SecureObs and Database:PasswordFile.")];
        }
    }

    private static async Task<List<Diagnosis>> ExamineAsync(string connectionString, bool keepsPlans, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = (int)Patience.TotalSeconds, ApplicationName = "secureobs-admin doctor" };
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(ct);
            return
            [
                Diagnosis.Good("database", $"answers at {connection.Host}, PostgreSQL {connection.PostgreSqlVersion}"),
                await RoleAsync(connection, ct), Version(connection), await SchemaAsync(connection, ct),
                await OrAsync("isolation", () => IsolationAsync(connection, ct)), await PoolerAsync(connection, keepsPlans, ct), await ClockAsync(connection, clock, ct),
                Encryption(settings),
            ];
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return [Diagnosis.Bad("database", $"{fault.Message} Check ConnectionStrings:SecureObs.")];
        }
    }

    private static async Task<Diagnosis> RoleAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var role = await AskAsync<string>(connection, "select session_user::text", ct);
        return role == DatabaseSetup.ApiRole
            ? Diagnosis.Good("role", role)
            : Diagnosis.Bad("role", $"connected as {role}: the API must be {DatabaseSetup.ApiRole}, which row-level security binds.");
    }

    private static Diagnosis Version(NpgsqlConnection connection) =>
        ServerFloor.Warning((connection.PostgreSqlVersion.Major * 10_000) + connection.PostgreSqlVersion.Minor) is { } warning
            ? Diagnosis.Bad("server version", warning)
            : Diagnosis.Good("server version", $"{connection.PostgreSqlVersion} is above the security floor of its line");

    private static async Task<Diagnosis> SchemaAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            var applied = (await AskAsync<string[]>(connection, "select coalesce(array_agg(name), '{}') from migrations.applied", ct)).ToHashSet();
            var (missing, unknown) = (Migrator.Known.Where(name => !applied.Contains(name)).ToList(), applied.Except(Migrator.Known).Order(StringComparer.Ordinal).ToList());
            return missing.Count > 0 ? Diagnosis.Bad("schema", $"{missing.Count} migrations are not applied, {missing[0]} first: run 'secureobs-admin migrate'.")
                : unknown.Count > 0 ? Diagnosis.Doubtful("schema", $"it is of a newer version than this program: {unknown[^1]}")
                : Diagnosis.Good("schema", Migrator.Known[^1]);
        }
        catch (PostgresException exception) when (exception.SqlState is "42P01" or "3F000" or "42501")
        {
            return Diagnosis.Bad("schema", "there is none: run 'secureobs-admin setup' and 'secureobs-admin migrate'.");
        }
    }

    private static async Task<Diagnosis> IsolationAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var violations = await IsolationLints.FindViolationsAsync(connection, ct);
        return violations.Count == 0
            ? Diagnosis.Good("isolation", $"{IsolationLints.Rules.Count} rules hold")
            : Diagnosis.Bad("isolation", $"{violations.Count} violations, first: {violations[0]}. 'secureobs-admin isolation verify' shows all.");
    }

    /// <summary>The server's own address is another one than where we connected: something stands between.</summary>
    private static async Task<Diagnosis> PoolerAsync(NpgsqlConnection connection, bool keepsPlans, CancellationToken ct)
    {
        var port = await AskAsync<int>(connection, "select coalesce(inet_server_port(), -1)", ct);
        var bySocket = Path.IsPathRooted(connection.Host) || connection.Host is null;
        var own = bySocket ? await AskAsync<int>(connection, "select current_setting('port')::integer", ct) == connection.Port && port == -1 : port == connection.Port;
        if (own)
            return Diagnosis.Good("pooler", "none in between");
        return keepsPlans
            ? Diagnosis.Doubtful("pooler", "something stands between, such as PgBouncer: before 1.21, or without max_prepared_statements, set Database:PreparedStatements to 0.")
            : Diagnosis.Good("pooler", "something stands between, and no statement is prepared");
    }

    private static async Task<Diagnosis> ClockAsync(NpgsqlConnection connection, TimeProvider clock, CancellationToken ct)
    {
        var before = clock.GetUtcNow();
        var there = new DateTimeOffset(await AskAsync<DateTime>(connection, "select clock_timestamp()", ct));
        var here = before + ((clock.GetUtcNow() - before) / 2);
        var skew = (there - here).Duration();
        return skew <= MostSkew
            ? Diagnosis.Good("clock", $"{skew.TotalMilliseconds:N0} ms from the database's")
            : Diagnosis.Bad("clock", $"{skew.TotalSeconds:N0} s from the database's: let both follow the same time server (chrony).");
    }

    /// <summary>What cannot be asked here is told, and the rest is looked at all the same.</summary>
    private static async Task<Diagnosis> OrAsync(string what, Func<Task<Diagnosis>> examine)
    {
        try
        {
            return await examine();
        }
        catch (PostgresException refusal)
        {
            return Diagnosis.Bad(what, $"cannot be asked: {refusal.MessageText}");
        }
    }

    private static Diagnosis Encryption(NpgsqlConnectionStringBuilder settings)
    {
        var isHere = (settings.Host ?? "").Split(',').All(host => host is "" or "localhost" || Path.IsPathRooted(host) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));
        return isHere ? Diagnosis.Good("way to the database", "on this machine")
            : settings.SslMode is SslMode.VerifyFull ? Diagnosis.Good("way to the database", "encrypted, and the server's certificate is verified")
            : Diagnosis.Doubtful("way to the database", $"SSL Mode is {settings.SslMode}: set VerifyFull, so that nobody can stand in between.");
    }

    private static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }
}

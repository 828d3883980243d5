using System.Reflection;
using Npgsql;
using SecureObs.Database;

namespace SecureObs.Admin.Isolation;

/// <summary>Why nothing could be verified; the message says what to do.</summary>
internal sealed class CannotVerifyException(string message) : Exception(message);

/// <summary>Asks every rule of db/lints, and attacks as the runtime role.</summary>
internal static class IsolationVerification
{
    /// <param name="askAs">The connection string that the rules are asked on: any role.</param>
    /// <param name="attackAs">That of the runtime role; null only asks the rules.</param>
    /// <exception cref="CannotVerifyException">The attempts would not be those of the runtime role, or on another database.</exception>
    public static async Task<IsolationReport> RunAsync(string askAs, string? attackAs, CancellationToken ct)
    {
        await using var asking = await OpenAsync(askAs, ct);
        var (asker, place) = await WhoAndWhereAsync(asking, ct);
        var checks = await AskAsync(asking, ct);
        if (attackAs is not null)
        {
            await using var attacking = await OpenAsync(attackAs, ct);
            var (attacker, samePlace) = await WhoAndWhereAsync(attacking, ct);
            if (attacker != DatabaseSetup.ApiRole)
                throw new CannotVerifyException(
                    $"Nothing was attacked: connected as {attacker}. Give the connection of {DatabaseSetup.ApiRole} with --attack-as or SECUREOBS_API_DB, or --rules-only.");
            if (place != samePlace)
                throw new CannotVerifyException("Nothing was attacked: --attack-as leads to another database than --database.");
            checks.AddRange(await IsolationAttack.RunAsync(attacking, ct));
        }
        var version = typeof(IsolationVerification).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return new(asking.Database, $"PostgreSQL {asking.PostgreSqlVersion} at {asking.Host}", DateTimeOffset.UtcNow,
            $"secureobs-admin {version}", asker, attackAs is null ? null : DatabaseSetup.ApiRole, checks);
    }

    /// <summary>Unpooled, so that the session starts as it is set up; with the details of errors, which are part of what is examined.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            IncludeErrorDetail = true,
            ApplicationName = "secureobs-admin isolation verify",
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<(string Role, string Place)> WhoAndWhereAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select current_user::text, current_database() || ' ' || pg_postmaster_start_time()", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetString(0), reader.GetString(1));
    }

    private static async Task<List<Check>> AskAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var violations = (await IsolationLints.FindViolationsAsync(connection, ct)).ToLookup(violation => violation.Rule);
        var checks = IsolationLints.Rules
            .SelectMany(rule => violations[rule].Select(violation => violation.Description).DefaultIfEmpty(null), (rule, found) => Rule(rule.Code, rule.Name, "catalogue", found))
            .ToList();
        var version = connection.PostgreSqlVersion;
        checks.Add(Rule("I32", "server_is_above_the_floor", "server", ServerFloor.Warning(version.Major * 10_000 + version.Minor)));
        return [.. checks.OrderBy(check => check.Code, StringComparer.Ordinal)];
    }

    private static Check Rule(string code, string name, string on, string? found) =>
        new(code, name, on, "ask", "no violation", found ?? "no violation", found is null ? Verdict.Ok : Verdict.Broken);
}

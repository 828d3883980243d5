using Npgsql;

namespace SecureObs.Api.Platform.Database;

/// <summary>
/// Which failures are worth the same transaction again: serialization, deadlock, a server that restarts or is being
/// replaced. Two messages of Npgsql about a missing primary say they are not transient; during a failover they are.
/// </summary>
internal static class TransientErrors
{
    private static readonly HashSet<string> States = ["40001", "40P01", "25006", "57P01", "57P02", "57P03", "53300"];

    public static bool Includes(Exception exception) => exception switch
    {
        PostgresException postgres => States.Contains(postgres.SqlState) || postgres.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException npgsql => npgsql.IsTransient
            || npgsql.InnerException is IOException or TimeoutException
            || npgsql.Message.Contains("suitable host", StringComparison.Ordinal),
        _ => false,
    };
}

using System.Diagnostics;
using Npgsql;
using SecureObs.Database;

namespace SecureObs.Bench.Chaos;

/// <summary>Tells when the API is in the middle of something.</summary>
internal static class OpenTransactions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Waits until a transaction of the runtime role has written and is not done.</summary>
    /// <returns>False when none came within five seconds.</returns>
    public static async Task<bool> WaitAsync(string superuser)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(superuser) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from pg_stat_activity where usename = $1 and backend_xid is not null", connection);
        command.Parameters.Add(new() { Value = DatabaseSetup.ApiRole });
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(1))
            if ((long)(await command.ExecuteScalarAsync())! > 0)
                return true;
        return false;
    }
}

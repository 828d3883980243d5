using Npgsql;
using SecureObs.Local.Postgres;
using SecureObs.Local.Running;

namespace SecureObs.Local.Tests.Postgres;

internal static class Database
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<object?> AskAsync(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString() + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }

    public static Task ExecuteAsync(PostgresCluster cluster, string sql) => AskAsync(cluster, sql);

    /// <summary>A dead process that nobody has collected yet is dead.</summary>
    public static async Task<bool> IsAliveAsync(int processId)
    {
        var state = await Child.RunAsync(Child.Command("ps", "-o", "stat=", "-p", $"{processId}"), Ct);
        return state.Succeeded && !state.Output.StartsWith('Z');
    }
}

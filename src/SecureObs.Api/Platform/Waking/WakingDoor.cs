using Npgsql;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Waking;

/// <summary>The door of the waker: it tells which tenants have something that the clock ends, never what. See db/migrations/0011_steering.sql.</summary>
internal sealed class WakingDoor(NpgsqlDataSource database)
{
    public async Task<List<Guid>> TenantsToWakeAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Sql.Command($"select tenant from work.tenants_to_wake({now})") } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var tenants = new List<Guid>();
        while (await reader.ReadAsync(ct))
            tenants.Add(reader.GetGuid(0));
        return tenants;
    }
}

using Npgsql;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Waking;

/// <summary>
/// The door of background work: it tells which tenants have something whose time has come, never what. See db/migrations, where
/// secureobs_door_waker gets its functions.
/// </summary>
internal sealed class WakingDoor(NpgsqlDataSource database)
{
    /// <summary>Those with suppressions that the clock ends.</summary>
    public Task<List<Guid>> TenantsToWakeAsync(DateTimeOffset now, CancellationToken ct) =>
        TenantsAsync($"select tenant from work.tenants_to_wake({now})", ct);

    /// <summary>Those whose days are over, and those that have a project to erase.</summary>
    public Task<List<Guid>> TenantsToEraseAsync(DateTimeOffset now, CancellationToken ct) =>
        TenantsAsync($"select tenant from work.tenants_to_erase({now})", ct);

    /// <summary>Those whose round of retention is due.</summary>
    public Task<List<Guid>> TenantsToTidyAsync(DateTimeOffset now, CancellationToken ct) =>
        TenantsAsync($"select tenant from work.tenants_to_tidy({now})", ct);

    /// <summary>Those with an archive to write or to remove.</summary>
    public Task<List<Guid>> TenantsToArchiveAsync(DateTimeOffset now, CancellationToken ct) =>
        TenantsAsync($"select tenant from work.tenants_to_archive({now})", ct);

    /// <summary>Those with a notification to send.</summary>
    public Task<List<Guid>> TenantsToNotifyAsync(DateTimeOffset now, CancellationToken ct) =>
        TenantsAsync($"select tenant from work.tenants_to_notify({now})", ct);

    /// <summary>Those that are told of what time brings, or have something old to forget.</summary>
    public Task<List<Guid>> TenantsToRemindAsync(DateTimeOffset now, CancellationToken ct) =>
        TenantsAsync($"select tenant from work.tenants_to_remind({now})", ct);

    /// <summary>How many notifications wait in all, and since when the oldest is due.</summary>
    public async Task<(long Count, DateTime? Oldest)> NotificationsWaitingAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Sql.Command($"select messages, oldest from work.notifications_waiting()") } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), await reader.IsDBNullAsync(1, ct) ? null : reader.GetDateTime(1));
    }

    private async Task<List<Guid>> TenantsAsync(FormattableString sql, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Sql.Command(sql) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var tenants = new List<Guid>();
        while (await reader.ReadAsync(ct))
            tenants.Add(reader.GetGuid(0));
        return tenants;
    }
}

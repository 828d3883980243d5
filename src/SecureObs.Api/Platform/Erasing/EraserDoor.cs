using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Erasing;

/// <summary>
/// The doors of erasing: the deletion of rows that the runtime role has no right to delete. The database looks itself whether
/// their time has come. See db/migrations/0028_erasure.sql.
/// </summary>
internal sealed class EraserDoor(NpgsqlDataSource database)
{
    /// <summary>Rows of one transaction: some hundred milliseconds, so that nobody waits for long.</summary>
    public const int Part = 5_000;

    /// <summary>Deletes about <see cref="Part"/> rows of the tenant; 0 when only <see cref="BuryAsync"/> is left.</summary>
    public static Task<long> EraseTenantPartAsync(TenantTransaction tx, CancellationToken ct) =>
        tx.FirstAsync<long>($"select app.erase_tenant_part({Part})", ct);

    /// <summary>Deletes the tenant itself and leaves its tombstone.</summary>
    /// <exception cref="PostgresException">TN004: some table has a row of it still.</exception>
    public static Task BuryAsync(TenantTransaction tx, DateTimeOffset now, CancellationToken ct) =>
        tx.ExecuteAsync($"select app.bury_tenant({now})", ct);

    /// <summary>Deletes about <see cref="Part"/> rows of the project, at last its own; 0 when it is gone.</summary>
    public static Task<long> EraseProjectPartAsync(TenantTransaction tx, Guid project, CancellationToken ct) =>
        tx.FirstAsync<long>($"select app.erase_project_part({project}, {Part})", ct);

    /// <summary>Deletes who a person was; false when some organisation still knows them, or nobody does.</summary>
    public async Task<bool> ErasePersonAsync(Guid person, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Sql.Command($"select work.erase_person({person})") } };
        return (bool)(await batch.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The same within a transaction.</summary>
    public static Task<bool> ErasePersonAsync(TenantTransaction tx, Guid person, CancellationToken ct) =>
        tx.FirstAsync<bool>($"select work.erase_person({person})", ct);
}

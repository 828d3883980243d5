using Npgsql;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Auditing.Sealing;

/// <summary>Up to where transactions have ended.</summary>
/// <param name="Epoch">The cluster that counts them.</param>
/// <param name="Xid">Every transaction below it has committed or rolled back, and no new one will be below it.</param>
/// <param name="End">Every transaction from it on began later.</param>
/// <param name="ServerStarted">Tells the server from the one that takes over when it fails.</param>
internal sealed record Horizon(long Epoch, long Xid, long End, DateTime ServerStarted);

/// <summary>A tenant whose checkpoint of this block is not yet everywhere it belongs.</summary>
internal sealed record DueCheckpoint(Guid TenantId, long No);

/// <summary>The doors of sealing: they tell which tenants have something to do, never what. See db/migrations/0007_audit.sql.</summary>
internal sealed class SealingDoors(NpgsqlDataSource database)
{
    /// <summary>In a statement of its own: the entries are then read with a newer snapshot, which has all of them.</summary>
    public static readonly FormattableString HorizonQuery = $"""
        select app.audit_epoch() as epoch, pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot())::text::bigint as xid,
            pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::text::bigint as "end", pg_catalog.pg_postmaster_start_time() as server_started
        """;

    public async Task<Horizon> HorizonAsync(CancellationToken ct) =>
        (await RowsAsync(HorizonQuery, row => new Horizon(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetDateTime(3)), ct))[0];

    public Task<List<Guid>> TenantsToSealAsync(long epoch, long horizon, CancellationToken ct) =>
        RowsAsync($"select tenant from work.tenants_to_seal({epoch}, {horizon})", row => row.GetGuid(0), ct);

    /// <summary>Epochs of other clusters, from which this database was restored, with entries that were not sealed there.</summary>
    public Task<List<long>> PastEpochsAsync(long current, CancellationToken ct) =>
        RowsAsync($"select epoch from work.past_epochs_to_seal({current})", row => row.GetInt64(0), ct);

    public async Task<DateTime?> OldestUnsealedAsync(long epoch, CancellationToken ct) =>
        (await RowsAsync($"select work.oldest_unsealed({epoch})", row => row.IsDBNull(0) ? (DateTime?)null : row.GetDateTime(0), ct))[0];

    /// <summary>All tenants are sealed up to there; without effect when another server has taken over meanwhile.</summary>
    public Task NoteSealedAsync(long epoch, long upTo, bool isPast, DateTime serverStarted, CancellationToken ct) =>
        RowsAsync($"select work.note_sealed({epoch}, {upTo}, {isPast}, {serverStarted})", _ => true, ct);

    public Task<List<DueCheckpoint>> CheckpointsToSendAsync(CancellationToken ct) =>
        RowsAsync($"select tenant, no from work.checkpoints_to_send()", row => new DueCheckpoint(row.GetGuid(0), row.GetInt64(1)), ct);

    public Task NoteCheckpointSentAsync(Guid tenant, long no, CancellationToken ct) =>
        RowsAsync($"select work.note_checkpoint_sent({tenant}, {no})", _ => true, ct);

    /// <summary>Whether this holder leads for so long; zero gives the lease back.</summary>
    public async Task<bool> TakeLeaseAsync(string name, Guid holder, TimeSpan length, CancellationToken ct) =>
        (await RowsAsync($"select work.take_lease({name}, {holder}, {(int)length.TotalSeconds})", row => row.GetBoolean(0), ct))[0];

    private async Task<List<T>> RowsAsync<T>(FormattableString sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Sql.Command(sql) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(read(reader));
        return rows;
    }
}

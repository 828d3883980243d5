using System.Runtime.CompilerServices;
using Npgsql;
using SecureObs.Audit;

namespace SecureObs.Admin.Auditing;

/// <summary>Reads app.audit and app.audit_blocks in one snapshot, so that a sealer at work changes nothing in between.</summary>
internal sealed class AuditTables(NpgsqlConnection connection)
{
    private const int BlocksAtOnce = 50;

    /// <summary>Times outside of what a row of the product can have come as null, so that reading does not fail on them.</summary>
    private const string Entry = """
        a.id, case when isfinite(a.at) then trunc(extract(epoch from a.at) * 1000000)::bigint end,
        a.actor_kind, a.actor_id, a.subject_id, a.action, a.data::text, a.epoch, a.xid
        """;

    /// <summary>Begins the snapshot. A role under row-level security sees one tenant; any other must see all rows, or the statement fails.</summary>
    /// <exception cref="InvalidOperationException">The role sees one tenant and none is named.</exception>
    public async Task BeginAsync(Guid? tenant, CancellationToken ct)
    {
        await ExecuteAsync("begin isolation level repeatable read read only", ct);
        var seesAll = (bool)(await ScalarAsync("select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user", ct))!;
        if (seesAll)
            await ExecuteAsync("set local row_security = off", ct);
        else if (tenant is { } one)
            await ExecuteAsync("select app.set_tenant($1)", ct, one);
        else
            throw new InvalidOperationException("This role sees one tenant at a time: give --tenant, or connect as a role that reads past row-level security.");
    }

    public async Task<DateTimeOffset> NowAsync(CancellationToken ct) => new((DateTime)(await ScalarAsync("select now()", ct))!);

    /// <summary>Every tenant that has or had something.</summary>
    public async Task<List<Guid>> TenantsAsync(CancellationToken ct)
    {
        await using var command = Command("select id from app.tenants union select tenant_id from app.audit union select tenant_id from app.audit_blocks order by 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var tenants = new List<Guid>();
        while (await reader.ReadAsync(ct))
            tenants.Add(reader.GetGuid(0));
        return tenants;
    }

    /// <summary>The chain in portions, by number.</summary>
    public async IAsyncEnumerable<List<AuditBlock>> BlocksAsync(Guid tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        await ExecuteAsync("""
            declare chain no scroll cursor for
            select tenant_id, no, closed_at, epoch, xid_from, xid_to, total, prev, ids, leaves, root, hash, key_id, signature, count
            from app.audit_blocks where tenant_id = $1 order by no
            """, ct, tenant);
        for (var blocks = await NextAsync(ct); blocks.Count > 0; blocks = await NextAsync(ct))
            yield return blocks;
        await ExecuteAsync("close chain", ct);
    }

    /// <summary>What retention took of the chain; null: nothing.</summary>
    public async Task<AuditCut?> CutAsync(Guid tenant, CancellationToken ct)
    {
        await using var command = Command("select no, total, hash, closed_at, cut_at, key_id, signature from app.audit_cuts where tenant_id = $1", tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(tenant, reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5), reader.GetFieldValue<byte[]>(6))
            : null;
    }

    /// <summary>The rows of these ids that are there, in the order in which a sealer meets them.</summary>
    public async Task<List<AuditRow>> RowsAsync(Guid tenant, Guid[] ids, CancellationToken ct)
    {
        await using var command = Command($"select {Entry} from app.audit a where a.tenant_id = $1 and a.id = any ($2) order by a.epoch, a.xid, a.id", tenant, ids);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<AuditRow>(ids.Length);
        while (await reader.ReadAsync(ct))
            rows.Add(Row(tenant, reader));
        return rows;
    }

    /// <summary>The rows that no block lists.</summary>
    public async IAsyncEnumerable<AuditRow> RowsWithoutBlockAsync(Guid tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command($"""
            select {Entry} from app.audit a
            left join (select unnest(b.ids) as id from app.audit_blocks b where b.tenant_id = $1) listed on listed.id = a.id
            where a.tenant_id = $1 and listed.id is null
            order by a.epoch, a.xid, a.id
            """, tenant);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return Row(tenant, reader);
    }

    private async Task<List<AuditBlock>> NextAsync(CancellationToken ct)
    {
        await using var command = Command($"fetch {BlocksAtOnce} from chain");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var blocks = new List<AuditBlock>();
        while (await reader.ReadAsync(ct))
            blocks.Add(Block(reader));
        return blocks;
    }

    private static AuditBlock Block(NpgsqlDataReader reader)
    {
        var leaves = reader.GetFieldValue<byte[]>(9);
        return new(
            reader.GetGuid(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5),
            reader.GetInt64(6), reader.GetFieldValue<byte[]>(7), reader.GetFieldValue<Guid[]>(8),
            leaves.Length % 32 == 0 ? AuditBlock.Unpack(leaves) : [],   // no whole leaves: the verifier misses them
            reader.GetFieldValue<byte[]>(10), reader.GetFieldValue<byte[]>(11), reader.GetString(12), reader.GetFieldValue<byte[]>(13))
        {
            Count = reader.GetInt32(14),
        };
    }

    private static AuditRow Row(Guid tenant, NpgsqlDataReader reader)
    {
        var id = reader.GetGuid(0);
        return new(id, ReadEntry(tenant, id, reader), new(reader.GetInt64(7), reader.GetInt64(8)));
    }

    /// <summary>Null when the row holds what the product cannot have written.</summary>
    private static AuditEntry? ReadEntry(Guid tenant, Guid id, NpgsqlDataReader reader)
    {
        try
        {
            return new(tenant, id, DateTimeOffset.UnixEpoch.AddTicks(checked(reader.GetInt64(1) * TimeSpan.TicksPerMicrosecond)), reader.GetInt16(2),
                reader.GetGuid(3), reader.GetGuid(4), reader.GetString(5), CanonicalJson.Parse(reader.GetString(6)));
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        return await command.ExecuteScalarAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

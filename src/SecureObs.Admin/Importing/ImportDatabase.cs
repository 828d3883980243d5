using Npgsql;

namespace SecureObs.Admin.Importing;

/// <summary>
/// The database as the owner of the tables, in the context of the tenant that is imported: row-level security is forced, so nothing
/// of another tenant can be written, whatever an archive says.
/// </summary>
internal sealed class ImportDatabase(NpgsqlConnection connection, Guid tenant)
{
    public async Task BeginAsync(CancellationToken ct)
    {
        await ExecuteAsync("set local role secureobs_owner", ct);
        await ExecuteAsync("select app.set_tenant($1)", ct, tenant);
    }

    public async Task<string> SchemaAsync(CancellationToken ct) => (string)(await ScalarAsync("select max(name) from migrations.applied", ct))!;

    public async Task<bool> HasTenantAsync(CancellationToken ct) =>
        (bool)(await ScalarAsync("select exists (select from app.tenants where id = $1)", ct, tenant))!;

    /// <summary>What can be written of a table; none when there is no such table of tenants.</summary>
    public async Task<List<string>> ColumnsAsync(string table, CancellationToken ct)
    {
        await using var command = Command("""
            select a.attname::text from pg_catalog.pg_class c
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'app'::regnamespace and c.relname = $1 and c.relkind in ('r', 'p') and c.relforcerowsecurity order by a.attnum
            """, table);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var columns = new List<string>();
        while (await reader.ReadAsync(ct))
            columns.Add(reader.GetString(0));
        return columns;
    }

    /// <summary>Stores rows of a table as JSON objects.</summary>
    /// <param name="columns">Of the catalogue; others keep their defaults.</param>
    public Task<int> InsertAsync(string table, IEnumerable<string> columns, string rows, CancellationToken ct)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        return ExecuteAsync($"insert into app.\"{table}\" ({names}) select {names} from jsonb_populate_recordset(null::app.\"{table}\", $1::jsonb)", ct, rows);
    }

    /// <summary>The suppressions of findings, which are stored before the suppressions are.</summary>
    public Task<int> SuppressAsync(string rows, CancellationToken ct) => ExecuteAsync("""
        update app.findings f set suppression_id = r.suppression_id, suppression_kind = r.suppression_kind, suppressed_until = r.suppressed_until
        from jsonb_populate_recordset(null::app.findings, $1::jsonb) r
        where f.tenant_id = $2 and f.id = r.id and r.suppression_id is not null
        """, ct, rows, tenant);

    /// <summary>A person as a directory knows them: who is here already is that person.</summary>
    public async Task<Guid> PersonAsync(Guid id, Guid directory, Guid objectId, string name, string username, CancellationToken ct) => (Guid)(await ScalarAsync("""
        insert into work.people as p (id, directory_id, object_id, name, username, created_at, seen_at) values ($1, $2, $3, $4, $5, now(), now())
        on conflict on constraint people_identity_uq do update set seen_at = p.seen_at
        returning p.id
        """, ct, id, directory, objectId, name, username))!;

    public Task StoreHashKeyAsync(byte[] text, CancellationToken ct) =>
        ExecuteAsync("insert into app.secret_hash_keys (tenant_id, sealed, added_at) values ($1, $2, now())", ct, tenant, text);

    public async Task<long> CountAsync(string table, CancellationToken ct) => (long)(await ScalarAsync($"select count(*) from app.\"{table}\"", ct))!;

    private async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(ct);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

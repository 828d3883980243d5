using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Database;

namespace SecureObs.Admin.Isolation;

/// <summary>
/// Foreign keys and unique indexes look past row-level security. One of our rows is copied with one key of the other
/// tenant put in: the first must be refused as if the other's row did not exist, the second accepted as if it did not.
/// </summary>
internal static class ReferenceAttacks
{
    public static async Task RunAsync(Probe probe, TenantTable table)
    {
        var keys = await ForeignKeysAsync(probe, table);
        var indexes = await UniqueIndexesAsync(probe, table);
        if (await RowAsync(probe, table.FullName, probe.Ours) is not { } ours || await RowAsync(probe, table.FullName, probe.Theirs) is not { } theirs)
            return;
        foreach (var key in keys.Where(key => key.LeadsToTenants && !key.Near.SequenceEqual(["tenant_id"])))
            await ReferAsync(probe, table, key, Fresh(ours, indexes, keys));
        foreach (var index in indexes)
            await CollideAsync(probe, table, index, Fresh(ours, indexes, keys), theirs, keys);
    }

    private static async Task ReferAsync(Probe probe, TenantTable table, ForeignKey key, JsonObject row)
    {
        if (await RowAsync(probe, key.Parent, probe.Theirs) is not { } parent)
            return;
        var (present, absent) = ((JsonObject)row.DeepClone(), (JsonObject)row.DeepClone());
        foreach (var (near, far) in key.Near.Zip(key.Far).Where(pair => pair.First != table.TenantColumn))
        {
            present[near] = parent[far]!.DeepClone();
            absent[near] = Other(parent[far]!);
        }
        var exists = await InsertAsync(probe, table, present);
        var missing = await InsertAsync(probe, table, absent);
        probe.Add(Attack.ForeignKey, table.FullName, $"refer to the other's row by {key.Name}; and to none", "refused 23503, both alike",
            exists.Message == missing.Message ? $"{exists}, both alike" : $"{exists}: {exists.Message}, and {missing}: {missing.Message}",
            exists.State == "23503" && missing.State == "23503" && exists.Message == missing.Message);
    }

    private static async Task CollideAsync(
        Probe probe, TenantTable table, UniqueIndex index, JsonObject row, JsonObject theirs, List<ForeignKey> keys)
    {
        var free = index.Columns.Where(column => column != table.TenantColumn && keys.TrueForAll(key => !key.Near.Contains(column))).ToList();
        if (free.Count == 0)
            return;   // made of the tenant and references alone: what those refuse, this cannot tell
        foreach (var column in free)
            row[column] = theirs[column]?.DeepClone();
        var answer = await InsertAsync(probe, table, row);
        var isOther = answer.State == "23505" && answer.Constraint != index.Name;
        probe.Add(Attack.Unique, table.FullName, $"use the other's value in {index.Name}", "1 row", isOther ? "no conflict there" : answer.ToString(),
            isOther || answer is { State: null, Rows: 1 });
    }

    private static Task<Answer> InsertAsync(Probe probe, TenantTable table, JsonObject row)
    {
        var columns = string.Join(", ", table.Insertable.Select(column => $"\"{column}\""));
        var text = row.ToJsonString().Replace("'", "''", StringComparison.Ordinal);
        return probe.AsOursAsync($"insert into {table.FullName} ({columns}) select {columns} from jsonb_populate_record(null::{table.FullName}, '{text}')");
    }

    private static async Task<JsonObject?> RowAsync(Probe probe, string table, Guid tenant)
    {
        await probe.RunAsync(Probe.As(tenant));
        var rows = await probe.AskAsync($"select to_jsonb(r)::text from {table} r limit 1", row => row.GetString(0));
        return rows is [var text] ? JsonNode.Parse(text)!.AsObject() : null;
    }

    /// <summary>Our row with other values wherever its own would collide with itself.</summary>
    private static JsonObject Fresh(JsonObject ours, List<UniqueIndex> indexes, List<ForeignKey> keys)
    {
        var row = (JsonObject)ours.DeepClone();
        foreach (var column in indexes.SelectMany(index => index.Columns).Distinct().Where(column => keys.TrueForAll(key => !key.Near.Contains(column))))
            if (column != "tenant_id" && row[column] is { } value)
                row[column] = Other(value);
        return row;
    }

    /// <summary>Another value of the same shape: a uuid, bytes or text of the same length, a number.</summary>
    private static JsonValue Other(JsonNode value)
    {
        if (value.GetValueKind() is not JsonValueKind.String)
            return JsonValue.Create(RandomNumberGenerator.GetInt32(1_000, 8_000));
        var text = value.GetValue<string>();
        return JsonValue.Create(Guid.TryParse(text, out _) ? Guid.NewGuid().ToString()
            : text.StartsWith("\\x", StringComparison.Ordinal) ? "\\x" + RandomNumberGenerator.GetHexString(text.Length - 2, lowercase: true)
            : RandomNumberGenerator.GetHexString(Math.Max(text.Length, 1), lowercase: true));
    }

    private static Task<List<ForeignKey>> ForeignKeysAsync(Probe probe, TenantTable table) => probe.AskAsync(
        IsolationLints.WithApprovedLists($"""
            select k.conname::text, k.confrelid::regclass::text,
                n.nspname = 'app' and f.relname not in (select name from catalogue),
                array(select a.attname::text from unnest(k.conkey) with ordinality as u (number, place)
                      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number order by u.place),
                array(select a.attname::text from unnest(k.confkey) with ordinality as u (number, place)
                      join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number order by u.place)
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_class f on f.oid = k.confrelid join pg_catalog.pg_namespace n on n.oid = f.relnamespace
            where k.contype = 'f' and k.conrelid = '{table.FullName}'::regclass
            order by k.conname
            """),
        row => new ForeignKey(row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4)));

    private static Task<List<UniqueIndex>> UniqueIndexesAsync(Probe probe, TenantTable table) => probe.AskAsync(
        $"""
        select c.relname::text,
            array(select a.attname::text from unnest(i.indkey) with ordinality as u (number, place)
                  join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.number order by u.place)
        from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
        where i.indrelid = '{table.FullName}'::regclass and i.indisunique
        order by c.relname
        """,
        row => new UniqueIndex(row.GetString(0), row.GetFieldValue<string[]>(1)));

    private sealed record ForeignKey(string Name, string Parent, bool LeadsToTenants, string[] Near, string[] Far);

    private sealed record UniqueIndex(string Name, string[] Columns);
}

using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Database;

/// <summary>What the catalogue says of the tables of tenants, for whoever reads an archive.</summary>
internal static class SchemaDescription
{
    /// <summary>The newest migration: an archive is imported where the schema is the same.</summary>
    public static async Task<string> VersionAsync(TenantTransaction tx, CancellationToken ct) =>
        (await tx.FirstAsync<string>($"select max(name) from migrations.applied", ct))!;

    /// <summary>Table, column and type, as one JSON array of objects.</summary>
    public static async Task<string> ColumnsAsync(TenantTransaction tx, CancellationToken ct) => (await tx.FirstAsync<string>($"""
        select json_agg(json_build_object('table', c.relname, 'column', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
            'nullable', not a.attnotnull, 'generated', a.attgenerated <> '') order by c.relname, a.attnum)::text
        from pg_catalog.pg_class c
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
        """, ct))!;
}

using SecureObs.Database;

namespace SecureObs.Admin.Isolation;

/// <summary>A table with rows of tenants, as the catalogue tells it.</summary>
/// <param name="Updatable">The columns that the runtime role may update.</param>
/// <param name="Insertable">The columns that it may fill.</param>
internal sealed record TenantTable(string Name, string[] PrimaryKey, string[] Updatable, string[] Insertable, string[] Columns)
{
    public string FullName => $"app.\"{Name}\"";

    /// <summary>The root table is its own tenant.</summary>
    public string TenantColumn => Name == "tenants" ? "id" : "tenant_id";

    public bool IsAudit => Name.StartsWith("audit", StringComparison.Ordinal);

    /// <summary>Every table in app that is neither a catalogue nor reached through a parent: asked, so that none is forgotten.</summary>
    public static Task<List<TenantTable>> AllAsync(Probe probe) => probe.AskAsync(
        IsolationLints.WithApprovedLists("""
            select c.relname::text,
                array(select a.attname::text from pg_catalog.pg_index i, unnest(i.indkey) with ordinality as k (number, place)
                      join pg_catalog.pg_attribute a on a.attnum = k.number
                      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid order by k.place),
                array(select a.attname::text from pg_catalog.pg_attribute a
                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        and pg_catalog.has_column_privilege(c.oid, a.attnum, 'UPDATE') order by a.attnum),
                array(select a.attname::text from pg_catalog.pg_attribute a
                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                        and pg_catalog.has_column_privilege(c.oid, a.attnum, 'INSERT') order by a.attnum),
                array(select a.attname::text from pg_catalog.pg_attribute a
                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'app' and c.relkind in ('r', 'p') and not c.relispartition and c.relname not in (select name from catalogue)
            order by c.relname
            """),
        row => new TenantTable(row.GetString(0), row.GetFieldValue<string[]>(1), row.GetFieldValue<string[]>(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4)));
}

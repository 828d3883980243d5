using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>
/// All that the database holds of a tenant, read past row-level security: every row of every table with a tenant column,
/// also of tables that do not exist yet. Two things do not count: when a key was last used (being refused stamps it too),
/// and what sealing the audit trail adds by itself a while after a change.
/// </summary>
internal static class TenantRows
{
    private static string? tables;

    public static async Task<string> ReadAsync(TestApi api, Guid tenant)
    {
        tables ??= await api.Database.ScalarAsync<string>(api.DatabaseName, """
            select string_agg(format('select %L || (to_jsonb(t) - ''last_used_at'')::text as line from %s t where %I = $tenant$',
                c.oid::regclass || ' ', c.oid::regclass, a.attname), ' union all ')
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.oid::regclass::text not in ('app.audit_blocks', 'app.checkpoint_deliveries', 'work.checkpoints_due') and c.relkind in ('r', 'p') and not c.relispartition
              and (a.attname = 'tenant_id' or c.oid = 'app.tenants'::regclass and a.attname = 'id')
            """);
        return await api.Database.ScalarAsync<string>(api.DatabaseName,
            $"select string_agg(line, E'\\n' order by line) from ({tables.Replace("$tenant$", $"'{tenant}'", StringComparison.Ordinal)}) all_rows");
    }
}

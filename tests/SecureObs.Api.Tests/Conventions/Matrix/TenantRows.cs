using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>
/// All that the database holds of a tenant, read past row-level security: every row of every table with a tenant column,
/// also of tables that do not exist yet. When a key was last used does not count, being refused stamps it too; nor do
/// audit entries about the refusal and the blocks that seal them.
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
            where c.relkind in ('r', 'p') and not c.relispartition
              and c.oid not in ('app.audit_blocks'::regclass, 'app.checkpoint_deliveries'::regclass)
              and (a.attname = 'tenant_id' or c.oid = 'app.tenants'::regclass and a.attname = 'id')
            """);
        return await api.Database.ScalarAsync<string>(api.DatabaseName,
            $"select string_agg(line, E'\\n' order by line) from ({tables.Replace("$tenant$", $"'{tenant}'", StringComparison.Ordinal)}) all_rows where line not like '%\"action\": \"security.role-missing\"%'");
    }
}

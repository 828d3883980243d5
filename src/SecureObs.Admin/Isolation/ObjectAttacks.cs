using SecureObs.Database;

namespace SecureObs.Admin.Isolation;

/// <summary>What stands beside the tenant tables: people and jobs, catalogues, partitions, views, functions, sequences.</summary>
internal static class ObjectAttacks
{
    public static async Task RunAsync(Probe probe)
    {
        await TablesWithoutTenantAsync(probe);
        await PartitionsAsync(probe);
        await ViewsAsync(probe);
        await FunctionsAsync(probe);
        await SequencesAsync(probe);
    }

    private static async Task TablesWithoutTenantAsync(Probe probe)
    {
        var columns = await probe.AskAsync(
            IsolationLints.WithApprovedLists("""
                select n.nspname || '.' || quote_ident(c.relname), quote_ident(a.attname), n.nspname = 'work'
                from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relkind in ('r', 'p') and (n.nspname = 'work' or (n.nspname = 'app' and c.relname in (select name from catalogue)))
                order by 1, a.attnum
                """),
            row => (Table: row.GetString(0), Column: row.GetString(1), IsWork: row.GetBoolean(2)));
        foreach (var (table, column, isWork) in columns)
        {
            var attack = isWork ? Attack.Work : Attack.Catalogue;
            if (isWork)
                probe.AddDenied(attack, table, $"select {column}", await probe.AsOursAsync($"select {column} from {table} limit 1"));
            probe.AddDenied(attack, table, $"update {column}", await probe.AsOursAsync($"update {table} set {column} = default where false"));
        }
        foreach (var (table, isWork) in columns.Select(column => (column.Table, column.IsWork)).Distinct())
        {
            var attack = isWork ? Attack.Work : Attack.Catalogue;
            probe.AddDenied(attack, table, "insert", await probe.AsOursAsync($"insert into {table} select (null::{table}).* where false"));
            probe.AddDenied(attack, table, "delete", await probe.AsOursAsync($"delete from {table} where false"));
        }
    }

    private static async Task PartitionsAsync(Probe probe)
    {
        var children = await probe.AskAsync(
            """
            select h.inhrelid::regclass::text from pg_catalog.pg_inherits h
            join pg_catalog.pg_class c on c.oid = h.inhrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'f') and n.nspname in ('app', 'work')
            order by 1
            """, row => row.GetString(0));
        foreach (var child in children)
            probe.AddDenied(Attack.Partition, child, "select around the parent", await probe.AsOursAsync($"select 1 from {child} limit 1"));
        AddNone(probe, Attack.Partition, "partitions", children.Count);
    }

    private static async Task ViewsAsync(Probe probe)
    {
        var views = await probe.AskAsync(
            """
            select c.oid::regclass::text, c.relkind::text
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
              and pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
            order by 1
            """, row => (Name: row.GetString(0), Kind: row.GetString(1)));
        foreach (var (name, kind) in views)
        {
            if (kind == "v")
                probe.AddNothing(Attack.View, name, "select rows that hold the other's id",
                    await probe.AsOursAsync($"select count(*) from {name} v where v::text like '%{probe.Theirs}%'"));
            else
                probe.Add(Attack.View, name, "read what has no row-level security", "out of reach", "readable", false);
        }
        AddNone(probe, Attack.View, "views", views.Count);
    }

    /// <summary>Nothing, and a guess, given to every door: neither may be answered with the other tenant.</summary>
    private static async Task FunctionsAsync(Probe probe)
    {
        var functions = await probe.AskAsync(
            """
            select p.oid::regprocedure::text, n.nspname || '.' || quote_ident(p.proname), l.lanname in ('sql', 'plpgsql'),
                array(select pg_catalog.format_type(t, null) from unnest(p.proargtypes) with ordinality as u (t, place) order by place)
            from pg_catalog.pg_proc p
            join pg_catalog.pg_namespace n on n.oid = p.pronamespace join pg_catalog.pg_language l on l.oid = p.prolang
            where n.nspname not in ('pg_catalog', 'information_schema') and p.prokind = 'f' and p.proname not in ('set_tenant', 'current_tenant')
              and p.prorettype not in ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype)
              and pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_function_privilege(p.oid, 'EXECUTE')
            order by 1
            """, row => (Name: row.GetString(0), Call: row.GetString(1), CanBeCalled: row.GetBoolean(2), Types: row.GetFieldValue<string[]>(3)));
        foreach (var (name, call, canBeCalled, types) in functions)
        {
            if (!canBeCalled)
            {
                probe.Add(Attack.Function, name, "call native code", "out of reach", "executable", false);
                continue;
            }
            foreach (var (with, values) in new[] { ("nothing", types.Select(type => $"null::{type}")), ("a guess", types.Select(Guess)) })
            {
                var answer = await probe.AsOursAsync($"select count(*) filter (where f::text like '%{probe.Theirs}%') from {call}({string.Join(", ", values)}) as f");
                probe.Add(Attack.Function, name, $"call with {with}", "nothing of the other", answer.State is null && answer.First is [0] ? "nothing of the other" : answer.ToString(),
                    answer.State is not null || answer.First is [0]);
            }
        }
        AddNone(probe, Attack.Function, "functions", functions.Count);
    }

    private static string Guess(string type) => type switch
    {
        "uuid" => $"'{Guid.NewGuid()}'::uuid",
        "bytea" => "'\\x00'::bytea",
        "timestamp with time zone" => "now()",
        "text" => "'%'",
        "integer" or "bigint" or "smallint" => $"1::{type}",
        _ => $"null::{type}",
    };

    private static async Task SequencesAsync(Probe probe)
    {
        var sequences = await probe.AskAsync(
            """
            select c.oid::regclass::text from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and n.nspname in ('app', 'work', 'migrations') order by 1
            """, row => row.GetString(0));
        foreach (var sequence in sequences)
        {
            probe.AddDenied(Attack.Sequence, sequence, "nextval", await probe.AsOursAsync($"select nextval('{sequence}')"));
            probe.AddDenied(Attack.Sequence, sequence, "select last_value", await probe.AsOursAsync($"select last_value from {sequence}"));
        }
        AddNone(probe, Attack.Sequence, "sequences", sequences.Count);
    }

    /// <summary>A report tells what it did not find too.</summary>
    private static void AddNone(Probe probe, Attack attack, string kind, int count)
    {
        if (count == 0)
            probe.Add(attack, "database", $"look for {kind}", "none", "none", true);
    }
}

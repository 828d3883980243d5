-- The schema as text from the catalogue, the same on every version of PostgreSQL: db/schema.sql is its output.
with ours as (
    select n.oid, n.nspname from pg_catalog.pg_namespace n where n.nspname in ('app', 'work', 'migrations')
),
tables as (
    select c.oid, n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relacl, c.relkind
    from pg_catalog.pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v')
),
rights as (
    select 'table' as kind, format('%I.%I', nspname, relname) as name, a.privilege_type, pg_catalog.pg_get_userbyid(a.grantee) as grantee, '' as columns
    from tables, pg_catalog.aclexplode(relacl) a where pg_catalog.pg_get_userbyid(a.grantee) <> 'secureobs_owner'
    union all
    select 'table', format('%I.%I', t.nspname, t.relname), x.privilege_type, pg_catalog.pg_get_userbyid(x.grantee),
        ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
    from tables t join pg_catalog.pg_attribute a on a.attrelid = t.oid, pg_catalog.aclexplode(a.attacl) x
    group by t.nspname, t.relname, x.privilege_type, x.grantee
    union all
    select 'schema', format('%I', n.nspname), a.privilege_type, pg_catalog.pg_get_userbyid(a.grantee), ''
    from ours o join pg_catalog.pg_namespace n on n.oid = o.oid, pg_catalog.aclexplode(n.nspacl) a
    where pg_catalog.pg_get_userbyid(a.grantee) <> 'secureobs_owner'
    union all
    select 'function', p.oid::regprocedure::text, a.privilege_type, pg_catalog.pg_get_userbyid(a.grantee), ''
    from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace, pg_catalog.aclexplode(p.proacl) a where a.grantee <> p.proowner
),
lines (part, name, place, line) as (
    select 1, format('%I.%I', nspname, relname), 0, format(E'\ncreate table %I.%I', nspname, relname) || coalesce(' with (' || array_to_string(reloptions, ', ') || ')', '')
    from tables
    union all
    select 1, format('%I.%I', t.nspname, t.relname), a.attnum, format('    %I %s%s%s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
        case when a.attnotnull then ' not null' else '' end, coalesce(' default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''))
    from tables t join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_catalog.pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    union all
    select 1, format('%I.%I', t.nspname, t.relname), 1000 + row_number() over (order by k.contype, k.conname), format('    constraint %I %s', k.conname, pg_catalog.pg_get_constraintdef(k.oid))
    from tables t join pg_catalog.pg_constraint k on k.conrelid = t.oid and k.contype <> 'n'
    union all
    select 1, format('%I.%I', t.nspname, t.relname), 2000 + row_number() over (order by i.indexrelid::regclass::text), '    ' || pg_catalog.pg_get_indexdef(i.indexrelid)
    from tables t join pg_catalog.pg_index i on i.indrelid = t.oid
    where not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    union all
    select 1, format('%I.%I', nspname, relname), 3000, '    row level security '
        || case when relrowsecurity and relforcerowsecurity then 'enabled and forced' when relrowsecurity then 'enabled, NOT FORCED' else 'off' end
    from tables
    union all
    select 1, format('%I.%I', schemaname, tablename), 3000 + row_number() over (order by policyname desc),
        format('    policy %I for %s to %s using %s%s', policyname, lower(cmd), array_to_string(roles, ', '), qual, coalesce(' with check ' || with_check, ''))
    from pg_catalog.pg_policies where schemaname in ('app', 'work')
    union all
    select 1, r.name, 4000, format('    grant %s%s to %s', lower(r.privilege_type), r.columns, r.grantee) from rights r where r.kind = 'table'
    union all
    select 2, p.oid::regprocedure::text, 0, format(E'\n-- owner %s', pg_catalog.pg_get_userbyid(p.proowner)) || E'\n' || rtrim(pg_catalog.pg_get_functiondef(p.oid), E'\n ')
    from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace
    union all
    select 2, r.name, 1, format('grant %s to %s', lower(r.privilege_type), r.grantee) from rights r where r.kind = 'function'
    union all
    select 3, r.name, 0, format('grant %s on schema %s to %s', lower(r.privilege_type), r.name, r.grantee) from rights r where r.kind = 'schema'
)
select '-- Written from the catalogue by the tests; review its diff. To change it, add a migration.' || E'\n'
    || string_agg(line, E'\n' order by part, name collate "C", place, line collate "C") || E'\n'
from lines;

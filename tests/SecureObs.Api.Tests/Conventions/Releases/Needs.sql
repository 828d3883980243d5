-- What an API may rely on: a line that goes with a migration breaks the release that knew it.
with tables as (
    select c.oid, c.oid::regclass::text as name
    from pg_catalog.pg_class c where c.relkind in ('r', 'p') and c.relnamespace in ('app'::regnamespace, 'work'::regnamespace, 'migrations'::regnamespace)
),
columns as (
    select t.oid, t.name || '.' || a.attname as name, a.* from tables t join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
),
functions as (
    select p.*, p.oid::regprocedure::text as name
    from pg_catalog.pg_proc p
    where p.pronamespace in ('app'::regnamespace, 'work'::regnamespace) and pg_catalog.has_function_privilege('secureobs_api', p.oid, 'execute')
)
select c.name || ' is ' || pg_catalog.format_type(c.atttypid, c.atttypmod) from columns c
union all
select c.name || ' may be null' from columns c where not c.attnotnull
union all
select c.name || ' may be left out' from columns c where not c.attnotnull or c.atthasdef
union all
select c.name || ' may be in ' || r.privilege
from columns c cross join (values ('select'), ('insert'), ('update')) r (privilege)
where pg_catalog.has_column_privilege('secureobs_api', c.oid, c.attnum, r.privilege)
union all
select t.name || ' may lose rows' from tables t where pg_catalog.has_table_privilege('secureobs_api', t.oid, 'delete')
union all
select f.name || ' answers ' || case when f.proretset then 'rows' else pg_catalog.format_type(f.prorettype, null) end from functions f
union all
select f.name || ' answers ' || o.name || ' ' || pg_catalog.format_type(o.type, null)
from functions f cross join lateral unnest(f.proargnames, f.proallargtypes, f.proargmodes) o (name, type, mode)
where o.mode = 't'

-- The runtime role may not truncate, reference or put triggers on a table, nor touch a partition around its parent.
select format('secureobs_api holds %s on %I.%I', right_name, n.nspname, c.relname) as violation
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) as right_name
where n.nspname in ('app', 'work', 'migrations') and c.relkind in ('r', 'p')
  and pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
union all
select format('secureobs_api holds %s on partition %I.%I', right_name, n.nspname, c.relname)
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_inherits h on h.inhrelid = c.oid
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as right_name
where n.nspname = 'app' and c.relkind in ('r', 'p') and pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
order by 1;

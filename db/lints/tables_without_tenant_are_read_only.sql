-- What belongs to no tenant is read-only to the runtime role, or reached through doors alone.
select format('secureobs_api holds %s on %I.%I', right_name, n.nspname, c.relname) as violation
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as right_name
where c.relkind in ('r', 'p')
  and (n.nspname = 'work' or (right_name <> 'SELECT' and (n.nspname = 'migrations' or (n.nspname = 'app' and c.relname = 'scanners'))))
  and pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
order by 1;

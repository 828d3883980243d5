-- I35. The runtime role has no right on a table of work: people and jobs belong to no tenant, and doors alone reach them.
select format('secureobs_api holds %s on %I.%I', right_name, n.nspname, c.relname) as violation
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as right_name
where n.nspname = 'work' and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and (pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
       or (right_name <> 'DELETE' and pg_catalog.has_any_column_privilege('secureobs_api', c.oid, right_name)))
order by 1;

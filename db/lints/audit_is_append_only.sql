-- I16. The runtime role may neither change nor delete audit entries.
select format('secureobs_api holds %s on %I.%I', right_name, n.nspname, c.relname) as violation
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
cross join unnest(array['UPDATE', 'DELETE']) as right_name
where n.nspname = 'app' and c.relname like 'audit%' and c.relkind in ('r', 'p')
  and (pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
       or (right_name = 'UPDATE' and pg_catalog.has_any_column_privilege('secureobs_api', c.oid, right_name)))
order by 1;

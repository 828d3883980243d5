-- I17. The runtime role has no right on a partition, by which it would get around its parent.
select format('secureobs_api holds %s on partition %I.%I', right_name, ours.name, c.relname) as violation
from pg_catalog.pg_class c
join ours on ours.oid = c.relnamespace
join pg_catalog.pg_inherits h on h.inhrelid = c.oid
cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) as right_name
where c.relkind in ('r', 'p')
  and (pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
       or (right_name <> 'DELETE' and pg_catalog.has_any_column_privilege('secureobs_api', c.oid, right_name)))
order by 1;

-- I29. A catalogue is the same for every tenant, so none may write in it; nor in the list of migrations.
select format('secureobs_api holds %s on %I.%I', right_name, ours.name, c.relname) as violation
from pg_catalog.pg_class c
join ours on ours.oid = c.relnamespace
cross join unnest(array['INSERT', 'UPDATE', 'DELETE']) as right_name
where c.relkind in ('r', 'p') and (ours.name = 'migrations' or (ours.name = 'app' and c.relname in (select name from catalogue)))
  and (pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
       or (right_name <> 'DELETE' and pg_catalog.has_any_column_privilege('secureobs_api', c.oid, right_name)))
order by 1;

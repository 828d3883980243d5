-- I15. The runtime role may not truncate, reference or put triggers on a table.
select format('secureobs_api holds %s on %I.%I', right_name, ours.name, c.relname) as violation
from pg_catalog.pg_class c
join ours on ours.oid = c.relnamespace
cross join unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) as right_name
where c.relkind in ('r', 'p')
  and (pg_catalog.has_table_privilege('secureobs_api', c.oid, right_name)
       or (right_name = 'REFERENCES' and pg_catalog.has_any_column_privilege('secureobs_api', c.oid, right_name)))
order by 1;

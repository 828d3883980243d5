-- The runtime role can create neither in a schema nor in the database, no temporary table, no large object.
select format('secureobs_api can create in schema %I', n.nspname) as violation
from pg_catalog.pg_namespace n
where n.nspname not like 'pg\_%' and pg_catalog.has_schema_privilege('secureobs_api', n.oid, 'CREATE')
union all
select format('secureobs_api holds %s on the database', right_name)
from unnest(array['CREATE', 'TEMPORARY']) as right_name
where pg_catalog.has_database_privilege('secureobs_api', pg_catalog.current_database(), right_name)
union all
select format('secureobs_api can execute %s', p.oid::regprocedure)
from pg_catalog.pg_proc p
where p.pronamespace = 'pg_catalog'::regnamespace and p.proname in ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import')
  and pg_catalog.has_function_privilege('secureobs_api', p.oid, 'EXECUTE')
order by 1;

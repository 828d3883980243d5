-- I18. The runtime role can create in no schema.
select format('secureobs_api can create in schema %I', n.nspname) as violation
from pg_catalog.pg_namespace n
where n.nspname not like 'pg\_%' and pg_catalog.has_schema_privilege('secureobs_api', n.oid, 'CREATE')
order by 1;

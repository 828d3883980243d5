-- I06. A table with tenant data stands in app, where the other rules look.
select format('%I.%I has a tenant_id outside of app', n.nspname, c.relname) as violation
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
where c.relkind in ('r', 'p', 'm', 'f') and n.nspname <> 'app' and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
order by 1;

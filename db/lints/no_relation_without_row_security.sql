-- I13. No materialized view and no foreign table in the schemas: row-level security does not reach them.
select format('%I.%I: relation kind %s is not allowed', ours.name, c.relname, c.relkind) as violation
from pg_catalog.pg_class c join ours on ours.oid = c.relnamespace
where c.relkind in ('m', 'f')
order by 1;

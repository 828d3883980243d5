-- I06. Every tenant table has a tenant_id: uuid, not null. The root table is its own tenant.
select format('%I.%I has no column tenant_id uuid not null', n.nspname, c.relname) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relname <> 'tenants' and c.relname not in (select name from catalogue)
  and not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull and not a.attisdropped
      and a.atttypid = 'pg_catalog.uuid'::regtype)
order by 1;

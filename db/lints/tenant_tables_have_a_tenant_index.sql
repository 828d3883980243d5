-- I30. A tenant table has an index that starts with its tenant: without one, every question reads all tenants' rows.
select format('%I.%I has no index that starts with the tenant', n.nspname, c.relname) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relname not in (select name from catalogue)
  and not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where i.indrelid = c.oid and i.indisvalid and i.indpred is null
      and a.attname = case when c.relname = 'tenants' then 'id' else 'tenant_id' end)
order by 1;

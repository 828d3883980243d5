-- I11. A unique or exclusion index of a tenant table starts with tenant_id: else its errors tell of other tenants' rows.
select format('%s does not start with tenant_id', i.indexrelid::regclass) as violation
from pg_catalog.pg_index i
join pg_catalog.pg_class     c on c.oid = i.indrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
where n.nspname = 'app' and (i.indisunique or i.indisexclusion) and c.relname not in (select name from catalogue)
  and a.attname is distinct from case when c.relname = 'tenants' then 'id' else 'tenant_id' end
order by 1;

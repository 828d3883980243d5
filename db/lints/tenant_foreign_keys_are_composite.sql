-- I09. A foreign key between tenant tables carries the tenant on both sides: foreign key checks ignore row-level security.
select format('%s: foreign key %I does not carry the tenant', k.conrelid::regclass, k.conname) as violation
from pg_catalog.pg_constraint k
join pg_catalog.pg_class     c on c.oid = k.conrelid
join pg_catalog.pg_class     f on f.oid = k.confrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_namespace m on m.oid = f.relnamespace
where k.contype = 'f' and n.nspname = 'app' and m.nspname = 'app'
  and c.relname not in (select name from catalogue) and f.relname not in (select name from catalogue)
  and not exists (
    select from unnest(k.conkey, k.confkey) as pair (near, far)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid  and a.attnum = pair.near
    join pg_catalog.pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.far
    where a.attname = case when c.relname = 'tenants' then 'id' else 'tenant_id' end
      and b.attname = case when f.relname = 'tenants' then 'id' else 'tenant_id' end)
order by 1;

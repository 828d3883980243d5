-- Every relation of the schemas belongs to the owner role: an owner may switch row-level security off.
select format('%I.%I is owned by %I', n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner)) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'work', 'migrations') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  and pg_catalog.pg_get_userbyid(c.relowner) <> 'secureobs_owner'
order by 1;

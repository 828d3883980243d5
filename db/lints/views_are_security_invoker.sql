-- I12. A view reads with the rights of its caller.
select format('%I.%I: view without security_invoker', n.nspname, c.relname) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'work') and c.relkind = 'v'
  and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1']
order by 1;

-- I20. A function that reads a setting is not immutable: a cached plan would keep the tenant of an earlier transaction.
select format('%s reads a setting and is immutable', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where n.nspname not in ('pg_catalog', 'information_schema') and p.provolatile = 'i' and p.prokind = 'f'
  and (p.prosrc ilike '%current_setting%' or pg_catalog.pg_get_functiondef(p.oid) ilike '%current_setting%')
order by 1;

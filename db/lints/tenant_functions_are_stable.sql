-- A function that reads a setting is neither immutable nor leakproof, and nothing of ours is leakproof at all.
select format('%s is immutable or leakproof', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where n.nspname not in ('pg_catalog', 'information_schema')
  and (p.proleakproof or (p.provolatile = 'i' and p.prosrc ilike '%current_setting%'))
order by 1;

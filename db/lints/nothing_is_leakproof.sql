-- I21. No function outside of PostgreSQL's own claims to be leakproof: such a one runs on rows before their policy does.
select format('%s is leakproof', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where n.nspname not in ('pg_catalog', 'information_schema') and p.proleakproof
order by 1;

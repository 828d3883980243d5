-- I41. The runtime role executes no function outside of PostgreSQL's own that is written in C or an untrusted language:
-- dblink, file readers and their like answer with rights that row-level security does not know.
select format('secureobs_api can execute %s, written in %s', p.oid::regprocedure, l.lanname) as violation
from pg_catalog.pg_proc p
join pg_catalog.pg_language l on l.oid = p.prolang
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where n.nspname not in ('pg_catalog', 'information_schema') and not l.lanpltrusted and l.lanname <> 'sql'
  and pg_catalog.has_schema_privilege('secureobs_api', n.oid, 'USAGE')
  and pg_catalog.has_function_privilege('secureobs_api', p.oid, 'EXECUTE')
order by 1;

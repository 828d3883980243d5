-- I49. Each function of ours has the body that its newest migration wrote: a door widened on the live database is no such.
select format('%s has a body that no migration wrote', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace
where not exists (
    select from function_body b
    where b.function = ours.name || '.' || p.proname and b.digest = encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'))
order by 1;

-- I34. PUBLIC may execute no function of ours.
select format('public may execute %s', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace
where p.proacl is null or exists (select from pg_catalog.aclexplode(p.proacl) a where a.grantee = 0)
order by 1;

-- I40. The runtime role executes no function that PostgreSQL itself keeps from everybody: files, other servers, other sessions.
select format('secureobs_api can execute %s', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p
join pg_catalog.pg_init_privs i on i.classoid = 'pg_catalog.pg_proc'::regclass and i.objoid = p.oid
where not exists (select from pg_catalog.aclexplode(i.initprivs) a where a.grantee = 0)
  and pg_catalog.has_function_privilege('secureobs_api', p.oid, 'EXECUTE')
order by 1;

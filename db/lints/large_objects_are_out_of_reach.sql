-- I25. The runtime role can neither make nor read large objects: they know no row-level security.
select format('secureobs_api can execute %s', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p
where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|lo(read|write)$)'
  and pg_catalog.has_function_privilege('secureobs_api', p.oid, 'EXECUTE')
order by 1;

-- I14. A security definer function is a door on the list: owned by its own door role, search_path pinned, for the runtime role only.
select format('%s is a security definer function, but not a door as listed', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
  and not (exists (
             select from door d
             where pg_catalog.to_regprocedure(d.function) = p.oid and d.owner = pg_catalog.pg_get_userbyid(p.proowner))
           and 'search_path=""' = any (coalesce(p.proconfig, '{}'))
           and p.proacl is not null
           and not exists (
             select from pg_catalog.aclexplode(p.proacl) a
             where a.grantee <> p.proowner and pg_catalog.pg_get_userbyid(a.grantee) <> 'secureobs_api'))
union all
select format('the door %s is not there as a security definer function', d.function)
from door d
where not exists (select from pg_catalog.pg_proc p where p.oid = pg_catalog.to_regprocedure(d.function) and p.prosecdef)
order by 1;

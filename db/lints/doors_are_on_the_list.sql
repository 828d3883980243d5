-- A security definer function is a door on this list, owned by its own door role, with a pinned search_path, for the runtime role only.
select format('%s is a security definer function, but not a door as listed', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
  and not ((n.nspname || '.' || p.proname, pg_catalog.pg_get_userbyid(p.proowner)::text) in (
             ('work.recognise_person',    'secureobs_door_person'),
             ('work.count_tenant_made',   'secureobs_door_person'),
             ('app.tenants_of_person',    'secureobs_door_person'),
             ('app.people_of_tenant',     'secureobs_door_person'),
             ('app.authenticate_api_key', 'secureobs_door_api_key'),
             ('app.find_invitation',      'secureobs_door_invitation'))
           and 'search_path=""' = any (coalesce(p.proconfig, '{}'))
           and p.proacl is not null
           and not exists (
             select from pg_catalog.aclexplode(p.proacl) a
             where a.grantee <> p.proowner and pg_catalog.pg_get_userbyid(a.grantee) <> 'secureobs_api'))
order by 1;

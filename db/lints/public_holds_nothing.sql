-- PUBLIC has no right on a relation, function or schema of ours, and no default privilege opens a new table.
select format('public has a right on %I.%I', n.nspname, c.relname) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'work', 'migrations') and exists (select from pg_catalog.aclexplode(c.relacl) a where a.grantee = 0)
union all
select format('public may execute %s', p.oid::regprocedure)
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('app', 'work', 'migrations')
  and (p.proacl is null or exists (select from pg_catalog.aclexplode(p.proacl) a where a.grantee = 0))
union all
select 'default privileges grant a right to public or the runtime role'
from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
where a.grantee = 0 or pg_catalog.pg_get_userbyid(a.grantee) = 'secureobs_api'
order by 1;

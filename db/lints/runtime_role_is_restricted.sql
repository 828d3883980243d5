-- I01. The runtime role, and every role that it may become, is no superuser and may bypass, create or replicate nothing.
with recursive reachable (oid) as (
    select oid from pg_catalog.pg_roles where rolname = 'secureobs_api'
    union
    select m.roleid from reachable r join pg_catalog.pg_auth_members m on m.member = r.oid
)
select format('role %I is superuser, BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION', r.rolname) as violation
from reachable join pg_catalog.pg_roles r using (oid)
where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
order by 1;

-- I39. Each function of ours is executed by exactly the approved roles.
with present (role, function) as (
    select pg_catalog.pg_get_userbyid(a.grantee)::text, p.oid
    from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace, pg_catalog.aclexplode(p.proacl) a
    where a.grantee not in (0, p.proowner)
),
listed (role, function) as (
    select role, pg_catalog.to_regprocedure(function)::oid from function_right
)
select format('%s may execute %s, which is not approved', role, function::regprocedure) as violation
from (select * from present except select * from listed) as more
union all
select format('%s may not execute %s, which is on the list', role, coalesce(function::regprocedure::text, 'a function that does not exist'))
from (select * from listed except select * from present) as less
order by 1;

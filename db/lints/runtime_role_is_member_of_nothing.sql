-- I02. The runtime role is a member of no other role: not of the owner, not of a door, not of a predefined data role.
select format('secureobs_api is a member of %I', g.rolname) as violation
from pg_catalog.pg_auth_members m
join pg_catalog.pg_roles r on r.oid = m.member
join pg_catalog.pg_roles g on g.oid = m.roleid
where r.rolname = 'secureobs_api'
order by 1;

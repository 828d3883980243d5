-- I46. No role but the migrator may become the owner or a door, and neither of these may become another role.
select format('%I is a member of %I', m.rolname, g.rolname) as violation
from pg_catalog.pg_auth_members a
join pg_catalog.pg_roles m on m.oid = a.member
join pg_catalog.pg_roles g on g.oid = a.roleid
where (m.rolname = 'secureobs_owner' or m.rolname like 'secureobs\_door\_%'
       or (m.rolname <> 'secureobs_migrator'
           and (g.rolname in ('secureobs_owner', 'secureobs_api', 'secureobs_migrator') or g.rolname like 'secureobs\_door\_%')))
  -- Since PostgreSQL 16 who creates a role administers it without becoming it.
  and (coalesce((to_jsonb(a) ->> 'set_option')::boolean, true) or coalesce((to_jsonb(a) ->> 'inherit_option')::boolean, true))
order by 1;

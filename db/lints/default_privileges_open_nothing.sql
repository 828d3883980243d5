-- I31. No default privilege: a new table would be open before its row-level security is.
select format('default privileges of %I give %s to %s', pg_catalog.pg_get_userbyid(d.defaclrole), a.privilege_type,
    case a.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(a.grantee) end) as violation
from pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
where a.grantee <> d.defaclrole
order by 1;

-- The owner and the doors cannot log in, and neither is superuser nor past row-level security.
select format('role %I must be NOLOGIN, not superuser and without BYPASSRLS', rolname) as violation
from pg_catalog.pg_roles
where (rolname = 'secureobs_owner' or rolname like 'secureobs\_door\_%') and (rolcanlogin or rolsuper or rolbypassrls)
order by 1;

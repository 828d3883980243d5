-- I04. The owner and the doors cannot log in, and neither is superuser, past row-level security, or able to make roles.
select format('role %I must be NOLOGIN, not superuser and without BYPASSRLS, CREATEROLE, CREATEDB and REPLICATION', rolname) as violation
from pg_catalog.pg_roles
where (rolname = 'secureobs_owner' or rolname like 'secureobs\_door\_%')
  and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
order by 1;

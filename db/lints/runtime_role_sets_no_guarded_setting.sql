-- I47. The runtime role may change no setting that PostgreSQL keeps for superusers, such as session_replication_role.
select format('secureobs_api may set %s', parname) as violation
from pg_catalog.pg_parameter_acl
where pg_catalog.has_parameter_privilege('secureobs_api', parname, 'SET')
   or pg_catalog.has_parameter_privilege('secureobs_api', parname, 'ALTER SYSTEM')
order by 1;

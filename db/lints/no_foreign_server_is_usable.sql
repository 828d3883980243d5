-- I42. The runtime role may use no foreign server: what stands there has other rules.
select format('secureobs_api may use the foreign server %I', srvname) as violation
from pg_catalog.pg_foreign_server where pg_catalog.has_server_privilege('secureobs_api', oid, 'USAGE')
union all
select format('secureobs_api may use the foreign data wrapper %I', fdwname)
from pg_catalog.pg_foreign_data_wrapper where pg_catalog.has_foreign_data_wrapper_privilege('secureobs_api', oid, 'USAGE')
order by 1;

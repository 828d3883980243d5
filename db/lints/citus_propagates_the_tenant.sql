-- I33. On distributed PostgreSQL the runtime role propagates SET LOCAL: else its workers do not know the tenant.
select 'citus.propagate_set_commands is not ''local'' for secureobs_api: alter role secureobs_api in database … set it' as violation
from pg_catalog.pg_extension
where extname = 'citus' and not exists (
    select from pg_catalog.pg_db_role_setting s join pg_catalog.pg_roles r on r.oid = s.setrole
    where r.rolname = 'secureobs_api' and 'citus.propagate_set_commands=local' = any (s.setconfig)
      and s.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())));

-- On every worker, after distribute.sql and after every machine that joins, as a superuser:
--     psql -X -v ON_ERROR_STOP=1 -d secureobs -f workers.sql
-- The coordinator does on a worker what the owner and the doors do, as these roles: there, and only there, they log in. They have no
-- password; pg_hba.conf of a worker lets them in from the coordinator alone, by a certificate.
\set QUIET on
\pset tuples_only on
set citus.enable_alter_role_propagation = off;
set citus.enable_ddl_propagation = off;
select format('alter role %I login', rolname) from pg_catalog.pg_roles
    where rolname = 'secureobs_owner' or rolname like 'secureobs\_door\_%' order by 1 \gexec
select format('grant connect on database %I to %I', current_database(), rolname) from pg_catalog.pg_roles
    where rolname = 'secureobs_owner' or rolname like 'secureobs\_door\_%' order by 1 \gexec
\echo 'The owner and the doors can log in here.'

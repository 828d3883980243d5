-- Distributes the schema by tenant. A superuser runs it with psql on the coordinator, after `secureobs-admin migrate`, while the API stands;
-- repeating it is harmless, and on a database without Citus it changes nothing:
--     psql -X -v ON_ERROR_STOP=1 -d secureobs -f distribute.sql
-- What a tenant has is distributed by its tenant, all tables together, so that it lies on one machine and every statement goes there. Who may
-- come in, and what is nobody's, stays on the coordinator: it is small, and asked before a tenant is known.
\set QUIET on
\pset tuples_only on
select exists (select from pg_catalog.pg_extension where extname = 'citus') as citus \gset
\if :citus
\else
    \echo 'Citus is not installed in this database: nothing was changed.'
    \quit
\endif
set client_min_messages = warning;
set citus.enable_local_reference_table_foreign_keys = off;

create temporary table kept_here (name regclass primary key);
insert into kept_here values
    ('app.tenants'), ('app.memberships'), ('app.former_members'), ('app.invitations'), ('app.api_keys'), ('app.trust_rules'),
    ('app.run_credentials'), ('app.subscriptions');
create temporary table to_distribute as
    select c.oid::regclass as name, exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') as of_tenant
    from pg_catalog.pg_class c
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.oid not in (select name from kept_here)
      and c.oid not in (select logicalrelid from pg_catalog.pg_dist_partition);

select not exists (select from to_distribute) as distributed \gset
\if :distributed
    \echo 'Every table is where it belongs already.'
\else
    begin;
    set local citus.multi_shard_modify_mode = 'sequential';
    -- Foreign keys go and come back: findings and suppressions name each other, so no order of the tables would do.
    create temporary table foreign_keys on commit drop as
        select k.conname as name, k.conrelid::regclass as of, k.confrelid::regclass as to, pg_catalog.pg_get_constraintdef(k.oid) as definition
        from pg_catalog.pg_constraint k where k.contype = 'f' and k.connamespace = 'app'::regnamespace;
    select format('alter table %s drop constraint %I', k.of, k.name) from foreign_keys k order by 1 \gexec
    -- The catalogue of scanners is whole on every machine.
    select format('select create_reference_table(%L)', d.name) from to_distribute d where not d.of_tenant order by 1 \gexec
    select format('select create_distributed_table(%L, ''tenant_id'', colocate_with => %L)', d.name,
            case when d.name = 'app.projects'::regclass then 'none' else 'app.projects' end)
        from to_distribute d where d.of_tenant order by d.name <> 'app.projects'::regclass, d.name::text \gexec
    -- A key cannot lead from one machine to another: those between what is kept here and what is distributed stay away.
    select format('alter table %s add constraint %I %s', k.of, k.name, k.definition) from foreign_keys k
        where (k.of in (select logicalrelid from pg_catalog.pg_dist_partition)) = (k.to in (select logicalrelid from pg_catalog.pg_dist_partition))
        order by 1 \gexec
    commit;
\endif

-- The tenant of a transaction travels to the machine that has its rows, and a statement asks one machine at a time.
select format('alter role secureobs_api in database %I set citus.propagate_set_commands = ''local''', current_database()) \gexec
select format('alter role secureobs_api in database %I set citus.multi_shard_modify_mode = ''sequential''', current_database()) \gexec
-- Who wrote an entry does not choose when it is sealed: the role may not give these two columns, and does not. The coordinator fills them in,
-- and on a worker they arrive with the rest. Shards that move lose this: run this script again after a move.
select count(*) from run_command_on_shards('app.audit', 'grant insert (xid, epoch) on %s to secureobs_api') where not success \gset refused_
\if :refused_count
    \echo 'A shard of the audit trail did not take the grant.'
    \quit
\endif
-- Functions that change the cluster itself are nobody's.
revoke usage on schema citus_internal from public;
\echo 'Distributed by tenant. Now run workers.sql on every worker.'

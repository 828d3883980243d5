-- Doors that read across tenants, in PL/pgSQL: a distributed database plans no statement of an SQL function that has parameters. What lies on
-- one machine is read first, so that each statement reads either that or what is distributed.
set role secureobs_owner;
-- Not written in SQL: it would be inlined into the statement that travels, and the record that it reads from does not travel.
create or replace function app.audit_epoch() returns bigint
    language plpgsql volatile parallel safe
    as $$ begin return (select s.system_identifier from pg_catalog.pg_control_system() s); end $$;

grant create on schema work to secureobs_door_sealer, secureobs_door_waker;
reset role;

set role secureobs_door_sealer;
create or replace function work.tenants_to_seal(of_epoch bigint, horizon bigint) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    declare
        sealed bigint := coalesce((select p.sealed_to from work.seal_progress p where p.epoch = of_epoch), 0);
    begin
        return query select distinct a.tenant_id from app.audit a where a.epoch = of_epoch and a.xid < horizon and a.xid >= sealed;
    end
    $$;

create or replace function work.past_epochs_to_seal(current_epoch bigint) returns table (epoch bigint)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    #variable_conflict use_column
    declare
        sealed bigint[] := array(select p.epoch from work.seal_progress p where p.complete);
    begin
        -- Less or more, which an index serves, and not "other".
        return query select distinct a.epoch from app.audit a where (a.epoch < current_epoch or a.epoch > current_epoch) and a.epoch <> all (sealed);
    end
    $$;

create or replace function work.oldest_unsealed(of_epoch bigint) returns timestamptz
    language plpgsql stable security definer
    set search_path = ''
    as $$
    declare
        sealed bigint := coalesce((select p.sealed_to from work.seal_progress p where p.epoch = of_epoch), 0);
    begin
        return (select min(a.at) from app.audit a where a.epoch = of_epoch and a.xid >= sealed);
    end
    $$;

set role secureobs_door_waker;
create or replace function work.tenants_to_wake(moment timestamptz) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    begin
        return query select distinct s.tenant_id from app.suppressions s where s.ended_at is null and s.expires_at <= moment;
    end
    $$;

create or replace function work.tenants_to_erase(moment timestamptz) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    declare
        due uuid[] := array(select t.id from app.tenants t where t.delete_after <= moment);
    begin
        return query select unnest(due);
        return query select distinct p.tenant_id from app.projects p where p.erasing_at is not null and p.tenant_id <> all (due);
    end
    $$;

create or replace function work.tenants_to_tidy(moment timestamptz) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    declare
        rested uuid[] := array(select r.tenant_id from app.retentions r where r.due_at > moment);
    begin
        return query
            select t.id from app.tenants t
            where moment is not null and t.delete_after is null and not exists (select from unnest(rested) as r (id) where r.id = t.id);
    end
    $$;

create or replace function work.tenants_to_archive(moment timestamptz) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    begin
        return query
            select distinct a.tenant_id from app.archives a where (a.finished_at is null and a.failed_at is null) or a.expires_at <= moment;
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema work from secureobs_door_sealer, secureobs_door_waker;
reset role;

-- Doors of notifications as those of 0035: in PL/pgSQL, each statement reading what lies on one machine.
set role secureobs_owner;
grant create on schema work to secureobs_door_waker;
reset role;

set role secureobs_door_waker;
-- What the coordinator of a distributed database keeps is read first, so that each statement reads either that or what is distributed.
create or replace function work.tenants_to_notify(moment timestamptz) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    declare
        closing uuid[] := array(select t.id from app.tenants t where t.delete_after is not null);
    begin
        -- What a clock that ran ahead put too far off is due, too.
        return query
            select q.id from (
                select w.tenant_id as id from app.notification_waiting w where w.due_at <= moment or w.due_at > moment + interval '8 days'
                union select d.tenant_id from app.notification_deliveries d
                where d.state = 1 and (d.next_at <= moment or d.next_at > moment + interval '1 day')) q
            where q.id <> all (closing);
    end
    $$;
create or replace function work.tenants_to_remind(moment timestamptz) returns table (tenant uuid)
    language plpgsql stable security definer
    set search_path = ''
    as $$
    declare
        closing uuid[] := array(select t.id from app.tenants t where t.delete_after is not null);
    begin
        return query
            select q.id from (
                select c.tenant_id as id from app.notification_channels c
                where c.paused_at is null and c.events > 0 and moment is not null
                  and (c.remind_at is null or c.remind_at <= moment or c.remind_at > moment + interval '2 days')
                union select e.tenant_id from app.notification_events e where e.at < moment - interval '30 days'
                union select d.tenant_id from app.notification_deliveries d where d.created_at < moment - interval '30 days') q
            where q.id <> all (closing);
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema work from secureobs_door_waker;
reset role;

-- Events of Stripe are forgotten after 90 days. They are kept so that the same one twice does nothing twice; Stripe repeats one for three days, and
-- shows it for 30 (docs.stripe.com/webhooks, docs.stripe.com/api/events).
set role secureobs_owner;
grant select (received_at), delete on work.stripe_events to secureobs_door_billing;
grant create on schema work to secureobs_door_billing;
reset role;

set role secureobs_door_billing;
-- Each new event takes some of the old ones along, so nothing has to come round for them. In one order: two calls never wait for each other.
create or replace function work.hear_stripe_event(event text, of_type text, made_at timestamptz, at timestamptz, of_customer text, of_tenant uuid) returns boolean
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        old text;
    begin
        insert into work.stripe_events (id, type, created_at, received_at, customer, tenant)
        values (event, of_type, made_at, at, of_customer, of_tenant)
        on conflict on constraint stripe_events_pk do nothing;
        if not found then
            return false;
        end if;
        for old in
            select e.id from work.stripe_events e where e.received_at < at - interval '90 days' order by e.received_at, e.id limit 10
        loop
            delete from work.stripe_events e where e.id = old;
        end loop;
        return true;
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema work from secureobs_door_billing;
reset role;

-- Plans: what an organisation has bought, as Stripe says it, and which of Stripe's events have been heard.
set role secureobs_owner;

-- The customer stands here before anything can be bought; the rest is what Stripe's own object said when it was last asked.
create table app.subscriptions (
    tenant_id          uuid        not null constraint subscriptions_tenant_fk references app.tenants (id),
    customer           text        not null constraint subscriptions_customer_length check (length(customer) between 1 and 255),
    subscription       text        constraint subscriptions_subscription_length check (length(subscription) between 1 and 255),
    status             smallint    constraint subscriptions_status_known check (status between 1 and 8),
    price              text        constraint subscriptions_price_length check (length(price) between 1 and 255),
    period_ends_at     timestamptz,
    ends_at_period_end boolean     not null default false,
    asked              bigint      not null default 0,   -- how often Stripe was asked
    applied            bigint      not null default 0,   -- which of those questions the state answers
    created_at         timestamptz not null,
    changed_at         timestamptz not null,
    constraint subscriptions_pk primary key (tenant_id),
    constraint subscriptions_whole check ((subscription is null) = (status is null) and (subscription is not null or price is null)),
    constraint subscriptions_applied_was_asked check (applied <= asked)
);
-- Not unique: a unique index without the tenant tells of other tenants.
create index subscriptions_customer on app.subscriptions (customer);
alter table app.subscriptions enable row level security;
alter table app.subscriptions force row level security;
create policy tenant_isolation on app.subscriptions
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.subscriptions to secureobs_api;
grant update (customer, subscription, status, price, period_ends_at, ends_at_period_end, asked, applied, changed_at) on app.subscriptions to secureobs_api;

-- Events that were heard, whoever they are about: the same one twice does nothing twice.
create table work.stripe_events (
    id          text        not null constraint stripe_events_pk primary key constraint stripe_events_id_length check (length(id) between 1 and 255),
    type        text        not null constraint stripe_events_type_length check (length(type) between 1 and 255),
    created_at  timestamptz not null,       -- at Stripe
    received_at timestamptz not null,
    customer    text        constraint stripe_events_customer_length check (length(customer) between 1 and 255),
    tenant      uuid                        -- null when it is about nobody we know
);
create index stripe_events_received on work.stripe_events (received_at);

grant usage on schema app, work to secureobs_door_billing;

-- Door: an event names a customer of Stripe, and the tenant is what our own table says.
grant select (tenant_id, customer) on app.subscriptions to secureobs_door_billing;
create policy door_billing on app.subscriptions for select to secureobs_door_billing using (true);
create function app.tenant_of_customer(presented text) returns uuid
    language sql stable security definer
    set search_path = ''
    as $$ select s.tenant_id from app.subscriptions s where s.customer = presented limit 1 $$;

-- Doors: whether an event was heard, and hearing it; false when it was heard before.
grant select (id), insert on work.stripe_events to secureobs_door_billing;
create function work.stripe_event_heard(event text) returns boolean
    language sql stable security definer
    set search_path = ''
    as $$ select exists (select from work.stripe_events e where e.id = event) $$;
create function work.hear_stripe_event(event text, of_type text, made_at timestamptz, at timestamptz, of_customer text, of_tenant uuid) returns boolean
    language sql volatile security definer
    set search_path = ''
    as $$
        with heard as (
            insert into work.stripe_events (id, type, created_at, received_at, customer, tenant)
            values (event, of_type, made_at, at, of_customer, of_tenant)
            on conflict on constraint stripe_events_pk do nothing
            returning id)
        select exists (select from heard)
    $$;

revoke all on function app.tenant_of_customer(text), work.stripe_event_heard(text),
    work.hear_stripe_event(text, text, timestamptz, timestamptz, text, uuid) from public;
grant execute on function app.tenant_of_customer(text), work.stripe_event_heard(text),
    work.hear_stripe_event(text, text, timestamptz, timestamptz, text, uuid) to secureobs_api;

-- A new owner of a function needs CREATE on its schema for the moment of the hand-over.
grant create on schema app, work to secureobs_door_billing;
reset role;
alter function app.tenant_of_customer(text) owner to secureobs_door_billing;
alter function work.stripe_event_heard(text) owner to secureobs_door_billing;
alter function work.hear_stripe_event(text, text, timestamptz, timestamptz, text, uuid) owner to secureobs_door_billing;

set role secureobs_owner;
revoke create on schema app, work from secureobs_door_billing;
reset role;

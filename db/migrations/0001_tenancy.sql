-- Tenancy: every transaction names its tenant first, every policy reads it from here. People, tenants, memberships.
set role secureobs_owner;

create schema app;
grant usage on schema app to secureobs_api, secureobs_door_api_key, secureobs_door_person;

-- Never immutable: a cached plan would keep the tenant of an earlier transaction.
create function app.current_tenant() returns uuid
    language sql stable parallel safe
    as $$ select nullif(pg_catalog.current_setting('app.tenant_id', true), '')::uuid $$;
comment on function app.current_tenant() is
    'The tenant of this transaction, or null. No tenant means no rows: policies fail closed.';

-- SET LOCAL and not set_config(): it dies with the transaction behind a pooler, and only it reaches the workers of a
-- distributed database.
create function app.set_tenant(tenant uuid) returns void
    language plpgsql
    as $$
    declare
        present text := pg_catalog.current_setting('app.tenant_id', true);
    begin
        if tenant is null then
            raise exception 'tenant is null' using errcode = 'TN001';
        end if;
        if present <> '' and present <> tenant::text then
            raise exception 'tenant context already set' using errcode = 'TN002';
        end if;
        execute 'set local app.tenant_id = ' || pg_catalog.quote_literal(tenant::text);
    end
    $$;

revoke execute on all functions in schema app from public;
grant execute on function app.current_tenant(), app.set_tenant(uuid) to secureobs_api;
grant execute on function app.current_tenant() to secureobs_door_api_key, secureobs_door_person;

create table app.tenants (
    id         uuid        not null constraint tenants_pk primary key,
    name       text        not null constraint tenants_name_length check (length(name) between 1 and 120),
    created_at timestamptz not null
);
alter table app.tenants enable row level security;
alter table app.tenants force row level security;
create policy tenant_isolation on app.tenants
    using (id = app.current_tenant()) with check (id = app.current_tenant());
grant select, insert on app.tenants to secureobs_api;

-- People belong to no tenant: one person may be a member of several. The runtime role reaches them through doors only.
create schema work;
grant usage on schema work to secureobs_api, secureobs_door_person;
create table work.people (
    id           uuid        not null constraint people_pk primary key,
    directory_id uuid        not null,   -- Entra's tid; all personal accounts share one
    object_id    uuid        not null,   -- Entra's oid
    name         text        not null,
    username     text        not null,   -- shown, never used to recognise anybody: it changes and can be forged
    created_at   timestamptz not null,
    seen_at      timestamptz not null,
    constraint people_identity_uq unique (directory_id, object_id)
);

create table app.memberships (
    tenant_id  uuid        not null constraint memberships_tenant_fk references app.tenants (id),
    person_id  uuid        not null constraint memberships_person_fk references work.people (id),
    actor_id   uuid        not null,     -- what the audit trail names; random, so erasing a person leaves the trail whole
    role       smallint    not null constraint memberships_role_known check (role between 1 and 3),
    created_at timestamptz not null,
    constraint memberships_pk primary key (tenant_id, person_id),
    constraint memberships_actor_uq unique (tenant_id, actor_id)
);
create index memberships_person on app.memberships (person_id);
alter table app.memberships enable row level security;
alter table app.memberships force row level security;
create policy tenant_isolation on app.memberships
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.memberships to secureobs_api;
grant update (role) on app.memberships to secureobs_api;

-- Door: recognises a person by directory and object id, and notes the names that the token shows.
grant select, insert on work.people to secureobs_door_person;
grant update (name, username, seen_at) on work.people to secureobs_door_person;
create function work.recognise_person(
    new_id uuid, directory_id uuid, object_id uuid, name text, username text, at timestamptz) returns uuid
    language plpgsql security definer
    set search_path = ''
    as $$
    #variable_conflict use_variable
    declare
        found_id uuid;
    begin
        select p.id into found_id from work.people p
        where p.directory_id = recognise_person.directory_id and p.object_id = recognise_person.object_id
          and p.name = recognise_person.name and p.username = recognise_person.username
          and p.seen_at > at - interval '1 hour';
        if found_id is null then
            insert into work.people as p (id, directory_id, object_id, name, username, created_at, seen_at)
            values (new_id, directory_id, object_id, name, username, at, at)
            on conflict on constraint people_identity_uq do update
                set name = excluded.name, username = excluded.username, seen_at = excluded.seen_at
            returning p.id into found_id;
        end if;
        return found_id;
    end
    $$;

-- Door: the tenants of one person, before any tenant is chosen.
grant select on app.memberships, app.tenants to secureobs_door_person;
create policy door_person on app.memberships for select to secureobs_door_person using (true);
create policy door_person on app.tenants     for select to secureobs_door_person using (true);
create function app.tenants_of_person(person uuid) returns table (id uuid, name text, role smallint)
    language sql stable security definer
    set search_path = ''
    as $$
        select t.id, t.name, m.role
        from app.memberships m join app.tenants t on t.id = m.tenant_id
        where m.person_id = person
        order by t.name, t.id
        limit 500
    $$;

-- Door: the names of the people of the tenant in context, for lists and histories.
create function app.people_of_tenant() returns table (actor_id uuid, person_id uuid, name text, username text)
    language sql stable security definer
    set search_path = ''
    as $$
        select m.actor_id, p.id, p.name, p.username
        from app.memberships m join work.people p on p.id = m.person_id
        where m.tenant_id = app.current_tenant()
    $$;

revoke execute on function work.recognise_person(uuid, uuid, uuid, text, text, timestamptz),
    app.tenants_of_person(uuid), app.people_of_tenant() from public;
grant execute on function work.recognise_person(uuid, uuid, uuid, text, text, timestamptz),
    app.tenants_of_person(uuid), app.people_of_tenant() to secureobs_api;

-- A new owner of a function needs CREATE on its schema for the moment of the hand-over.
grant create on schema app, work to secureobs_door_person;
reset role;
alter function work.recognise_person(uuid, uuid, uuid, text, text, timestamptz) owner to secureobs_door_person;
alter function app.tenants_of_person(uuid) owner to secureobs_door_person;
alter function app.people_of_tenant() owner to secureobs_door_person;
set role secureobs_owner;
revoke create on schema app, work from secureobs_door_person;
reset role;

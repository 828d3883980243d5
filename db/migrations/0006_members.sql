-- Members come and go: invitations by link, the names of those who left, organisations that people make, archived projects.
set role secureobs_owner;

grant usage on schema app to secureobs_door_invitation;
grant execute on function app.current_tenant() to secureobs_door_invitation;

-- Renaming; and the lock under which members of a tenant change one at a time needs a column that may be updated.
grant update (name) on app.tenants to secureobs_api;

-- An archived project takes no findings, opens no run and gets no key; it stays readable.
alter table app.projects add column archived_at timestamptz;
grant update (archived_at) on app.projects to secureobs_api;

-- Who an actor id was, once its membership is gone: histories still show the name. A person is erased here, and the trail stays whole.
create table app.former_members (
    tenant_id uuid        not null constraint former_members_tenant_fk references app.tenants (id),
    actor_id  uuid        not null,
    person_id uuid        not null constraint former_members_person_fk references work.people (id),
    left_at   timestamptz not null,
    constraint former_members_pk primary key (tenant_id, actor_id)
);
create index former_members_person on app.former_members (person_id);
alter table app.former_members enable row level security;
alter table app.former_members force row level security;
create policy tenant_isolation on app.former_members
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.former_members to secureobs_api;

-- Invitations: whoever has the link joins, once. We keep the SHA-256 of the token, never the token.
create table app.invitations (
    tenant_id   uuid        not null constraint invitations_tenant_fk references app.tenants (id),
    id          uuid        not null,
    public_part text        not null constraint invitations_public_part_length check (length(public_part) = 8),
    secret_hash bytea       not null constraint invitations_hash_length check (octet_length(secret_hash) = 32),
    role        smallint    not null constraint invitations_role_known check (role between 1 and 3),
    note        text        constraint invitations_note_length check (length(note) between 1 and 200),
    created_by  uuid        not null,              -- an actor id of the tenant
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz,
    accepted_at timestamptz,
    accepted_by uuid,                              -- the actor id that the new member got
    constraint invitations_pk primary key (tenant_id, id),
    constraint invitations_expire_later check (expires_at > created_at),
    constraint invitations_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
    constraint invitations_end_once check (accepted_at is null or revoked_at is null)
);
-- Not unique: a unique index without the tenant tells of other tenants.
create index invitations_secret_hash on app.invitations (secret_hash);
alter table app.invitations enable row level security;
alter table app.invitations force row level security;
create policy tenant_isolation on app.invitations
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.invitations to secureobs_api;
grant update (revoked_at, accepted_at, accepted_by) on app.invitations to secureobs_api;   -- it ends, and is never edited

-- Door: an invitation arrives before its tenant is known. One that is used, revoked or expired is not found, as one that never was.
grant select on app.invitations to secureobs_door_invitation;
create policy door_invitation on app.invitations for select to secureobs_door_invitation using (true);
create function app.find_invitation(presented_hash bytea, at timestamptz) returns table (tenant_id uuid, invitation_id uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select i.tenant_id, i.id
        from app.invitations i
        where i.secret_hash = presented_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
    $$;

-- Door: counts the tenants that a person made, up to a limit. Its row lock makes parallel requests of one person wait.
alter table work.people add column tenants_made integer not null default 0;
grant update (tenants_made) on work.people to secureobs_door_person;
create function work.count_tenant_made(person uuid, most integer) returns boolean
    language sql volatile security definer
    set search_path = ''
    as $$
        with counted as (
            update work.people p set tenants_made = p.tenants_made + 1
            where p.id = person and p.tenants_made < most
            returning p.id)
        select exists (select from counted)
    $$;

revoke execute on function app.find_invitation(bytea, timestamptz), work.count_tenant_made(uuid, integer) from public;
grant execute on function app.find_invitation(bytea, timestamptz), work.count_tenant_made(uuid, integer) to secureobs_api;

grant select on app.former_members to secureobs_door_person;
create policy door_person on app.former_members for select to secureobs_door_person using (true);

-- A new owner of a function needs CREATE on its schema for the moment of the hand-over; so does replacing one.
grant create on schema app to secureobs_door_invitation;
grant create on schema app, work to secureobs_door_person;
reset role;
alter function app.find_invitation(bytea, timestamptz) owner to secureobs_door_invitation;
alter function work.count_tenant_made(uuid, integer) owner to secureobs_door_person;

-- Door: as before, and the people who left.
set role secureobs_door_person;
create or replace function app.people_of_tenant() returns table (actor_id uuid, person_id uuid, name text, username text)
    language sql stable security definer
    set search_path = ''
    as $$
        select m.actor_id, p.id, p.name, p.username
        from app.memberships m join work.people p on p.id = m.person_id
        where m.tenant_id = app.current_tenant()
        union all
        select f.actor_id, p.id, p.name, p.username
        from app.former_members f join work.people p on p.id = f.person_id
        where f.tenant_id = app.current_tenant()
    $$;
reset role;

set role secureobs_owner;
revoke create on schema app from secureobs_door_invitation;
revoke create on schema app, work from secureobs_door_person;
reset role;

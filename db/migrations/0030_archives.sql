-- Everything that an organisation has, in one archive: written by a job, kept in parts for some days, fetched by a link.
set role secureobs_owner;

create table app.archives (
    tenant_id   uuid        not null constraint archives_tenant_fk references app.tenants (id),
    id          uuid        not null,
    asked_by    uuid        not null,              -- an actor id of the tenant
    asked_at    timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz,
    failed_at   timestamptz,
    rows        bigint      not null default 0,    -- written so far
    bytes       bigint      not null default 0,
    sha256      bytea       constraint archives_sha256_length check (octet_length(sha256) = 32),
    expires_at  timestamptz not null,              -- then its parts go
    constraint archives_pk primary key (tenant_id, id),
    constraint archives_finished_whole check ((finished_at is null) = (sha256 is null)),
    constraint archives_end_once check (finished_at is null or failed_at is null)
);
alter table app.archives enable row level security;
alter table app.archives force row level security;
create policy tenant_isolation on app.archives
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.archives to secureobs_api;
grant update (started_at, finished_at, failed_at, rows, bytes, sha256) on app.archives to secureobs_api;

-- In the database and not in a directory: every node can give it out, row-level security holds, and whoever deletes the organisation
-- deletes it.
create table app.archive_parts (
    tenant_id  uuid    not null,
    archive_id uuid    not null,
    no         integer not null,
    bytes      bytea   not null constraint archive_parts_length check (octet_length(bytes) between 1 and 1048576),
    constraint archive_parts_pk primary key (tenant_id, archive_id, no),
    constraint archive_parts_archive_fk foreign key (tenant_id, archive_id) references app.archives (tenant_id, id)
);
alter table app.archive_parts alter column bytes set storage external;    -- it is compressed already
alter table app.archive_parts enable row level security;
alter table app.archive_parts force row level security;
create policy tenant_isolation on app.archive_parts
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.archive_parts to secureobs_api;

grant select, delete on app.archives, app.archive_parts to secureobs_door_eraser;

-- The key under which found secrets of an organisation that came from another installation were hashed, encrypted with the key of
-- this installation, which no database holds. Others have none: theirs is derived.
create table app.secret_hash_keys (
    tenant_id uuid        not null constraint secret_hash_keys_tenant_fk references app.tenants (id),
    sealed    bytea       not null constraint secret_hash_keys_length check (octet_length(sealed) = 60),   -- nonce, tag, 32 bytes (AES-256-GCM)
    added_at  timestamptz not null,
    constraint secret_hash_keys_pk primary key (tenant_id)
);
alter table app.secret_hash_keys enable row level security;
alter table app.secret_hash_keys force row level security;
create policy tenant_isolation on app.secret_hash_keys
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
-- It may add one, so that the isolation check can attack it: one that was not encrypted here cannot be opened.
grant select, insert on app.secret_hash_keys to secureobs_api;
grant select, delete on app.secret_hash_keys to secureobs_door_eraser;

-- Door: who the people of the tenant in context are, as a directory knows them: for the archive of the tenant alone.
create function app.people_to_archive() returns table (id uuid, directory_id uuid, object_id uuid, name text, username text, created_at timestamptz)
    language sql stable security definer
    set search_path = ''
    as $$
        select p.id, p.directory_id, p.object_id, p.name, p.username, p.created_at from work.people p
        where p.id in (
            select m.person_id from app.memberships m where m.tenant_id = app.current_tenant()
            union select f.person_id from app.former_members f where f.tenant_id = app.current_tenant())
        order by p.id
    $$;

-- Door: whose archives wait to be written, or to go. Ids of tenants, nothing else.
grant select (tenant_id, finished_at, failed_at, expires_at) on app.archives to secureobs_door_waker;
create policy door_waker on app.archives for select to secureobs_door_waker using (true);
create function work.tenants_to_archive(moment timestamptz) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select distinct a.tenant_id from app.archives a
        where (a.finished_at is null and a.failed_at is null) or a.expires_at <= moment
    $$;

revoke execute on function app.people_to_archive(), work.tenants_to_archive(timestamptz) from public;
grant execute on function app.people_to_archive(), work.tenants_to_archive(timestamptz) to secureobs_api;

grant create on schema app, work to secureobs_door_eraser, secureobs_door_person, secureobs_door_waker;
reset role;
alter function app.people_to_archive() owner to secureobs_door_person;
alter function work.tenants_to_archive(timestamptz) owner to secureobs_door_waker;

-- Door: as before, with the tables above.
set role secureobs_door_eraser;
create or replace function app.erase_tenant_part(most integer) returns bigint
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        erased bigint := 0;
        rows bigint;
        one text;
    begin
        if not exists (
            select from app.tenants t
            where t.id = of_tenant and t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp()) then
            raise exception 'the tenant is not to be erased' using errcode = 'TN003';
        end if;
        foreach one in array array[
            'finding_change_items', 'finding_changes', 'finding_comments', 'finding_links', 'finding_fingerprints', 'result_rows',
            'result_findings', 'scope_findings', 'suppressions', 'findings', 'attack_chokepoints', 'attack_paths', 'infrastructure_edges',
            'infrastructure_nodes', 'infrastructure_analyses', 'gate_verdicts', 'gate_policies', 'scan_results', 'scan_scopes', 'runs',
            'imports', 'finding_counts', 'finding_days', 'finding_views', 'project_scanners', 'api_keys', 'projects', 'rule_aliases',
            'rule_weaknesses', 'search_texts', 'invitations', 'checkpoint_deliveries', 'checkpoint_webhooks', 'subscriptions', 'archive_parts',
            'archives', 'secret_hash_keys', 'retentions', 'audit_cuts', 'audit', 'audit_blocks']
        loop
            if one = 'suppressions' then
                -- A finding and its suppression name each other.
                update app.findings f set suppression_id = null, suppression_kind = null, suppressed_until = null
                where f.tenant_id = of_tenant and f.id = any (array(
                    select o.id from app.findings o where o.tenant_id = of_tenant and o.suppression_id is not null limit most - erased));
                get diagnostics rows = row_count;
                erased := erased + rows;
                exit when erased >= most;
            end if;
            execute format('delete from app.%1$I t where t.tenant_id = $1 and t.ctid = any (array(select o.ctid from app.%1$I o where o.tenant_id = $1 limit $2))', one)
                using of_tenant, most - erased;
            get diagnostics rows = row_count;
            erased := erased + rows;
            exit when erased >= most;
        end loop;
        return erased;
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema app, work from secureobs_door_eraser, secureobs_door_person, secureobs_door_waker;
reset role;

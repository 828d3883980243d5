-- The end of an organisation: an owner asks for it, seven days it can be taken back, then every row goes, in parts, and a
-- signed tombstone without personal data stays. One project goes the same way, without the days: it is archived first.
set role secureobs_owner;

alter table app.tenants add column delete_asked_at timestamptz;
alter table app.tenants add column delete_after timestamptz;
alter table app.tenants add column erasing_at timestamptz;      -- from here on nobody takes it back
alter table app.tenants add column tombstone text constraint tenants_tombstone_length check (length(tombstone) <= 10000);   -- what will stay, signed when erasing began
alter table app.tenants add constraint tenants_end_in_order check (
    (delete_after is null) = (delete_asked_at is null) and (erasing_at is null or delete_after is not null)
    and (tombstone is null) = (erasing_at is null) and delete_after >= delete_asked_at + interval '7 days');
grant update (delete_asked_at, delete_after, erasing_at, tombstone) on app.tenants to secureobs_api;

alter table app.projects add column erasing_at timestamptz;
alter table app.projects add constraint projects_erased_when_archived check (erasing_at is null or archived_at is not null);
grant update (erasing_at) on app.projects to secureobs_api;

-- What an organisation leaves behind. The column is not called tenant_id: these rows belong to nobody any more.
create table work.tombstones (
    tenant    uuid        not null constraint tombstones_pk primary key,
    erased_at timestamptz not null,
    statement text        not null constraint tombstones_statement_length check (length(statement) between 1 and 10000)
);

grant usage on schema app, work to secureobs_door_eraser;
grant execute on function app.current_tenant() to secureobs_door_eraser;
grant select, delete on
    app.api_keys, app.attack_chokepoints, app.attack_paths, app.audit, app.audit_blocks, app.checkpoint_deliveries,
    app.checkpoint_webhooks, app.finding_change_items, app.finding_changes, app.finding_comments, app.finding_counts, app.finding_days,
    app.finding_fingerprints, app.finding_links, app.finding_views, app.findings, app.former_members, app.gate_policies,
    app.gate_verdicts, app.imports, app.infrastructure_analyses, app.infrastructure_edges, app.infrastructure_nodes, app.invitations,
    app.memberships, app.project_scanners, app.projects, app.result_findings, app.result_rows, app.rule_aliases, app.rule_weaknesses,
    app.runs, app.scan_results, app.scan_scopes, app.scope_findings, app.search_texts, app.subscriptions, app.suppressions, app.tenants
    to secureobs_door_eraser;
grant update (suppression_id, suppression_kind, suppressed_until) on app.findings to secureobs_door_eraser;
grant select, delete on work.people, work.checkpoints_due, work.stripe_events to secureobs_door_eraser;
grant select, insert on work.tombstones to secureobs_door_eraser;

-- Whether a person is somewhere else, too: the eraser sees memberships of all tenants, and deletes those of the one in context.
create policy door_eraser on app.memberships    for select to secureobs_door_eraser using (true);
create policy door_eraser on app.former_members for select to secureobs_door_eraser using (true);

-- Door: deletes about so many rows of the tenant in context, whose days are over. 0: nothing is left but what bury_tenant takes.
create function app.erase_tenant_part(most integer) returns bigint
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
            'rule_weaknesses', 'search_texts', 'invitations', 'checkpoint_deliveries', 'checkpoint_webhooks', 'subscriptions', 'audit', 'audit_blocks']
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

-- Door: the last step. It looks into every table that has a tenant's column, whatever was forgotten above, and refuses while a row is
-- left; then members go, people who are nowhere else, and the tenant itself. The tombstone stays.
create function app.bury_tenant(at timestamptz) returns void
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        people uuid[];
        one regclass;
        is_left boolean;
    begin
        for one in
            select c.oid::regclass from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and c.relname not in ('memberships', 'former_members')
        loop
            execute format('select exists (select from %s t where t.tenant_id = $1)', one) into is_left using of_tenant;
            if is_left then
                raise exception 'rows are left in %', one using errcode = 'TN004';
            end if;
        end loop;
        insert into work.tombstones (tenant, erased_at, statement)
        select t.id, at, t.tombstone from app.tenants t
        where t.id = of_tenant and t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp();
        if not found then
            raise exception 'the tenant is not to be erased' using errcode = 'TN003';
        end if;
        people := array(
            select m.person_id from app.memberships m where m.tenant_id = of_tenant
            union select f.person_id from app.former_members f where f.tenant_id = of_tenant);
        delete from app.memberships m where m.tenant_id = of_tenant;
        delete from app.former_members f where f.tenant_id = of_tenant;
        delete from work.people p where p.id = any (people)
            and not exists (select from app.memberships m where m.person_id = p.id)
            and not exists (select from app.former_members f where f.person_id = p.id);
        delete from work.checkpoints_due d where d.tenant = of_tenant;
        delete from work.stripe_events e where e.tenant = of_tenant;
        delete from app.tenants t where t.id = of_tenant;
    end
    $$;

-- Door: deletes about so many rows of an archived project that is to be erased, at last its own. 0: it is gone.
create function app.erase_project_part(project uuid, most integer) returns bigint
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        erased bigint;
        ids uuid[];
    begin
        perform from app.projects p where p.tenant_id = of_tenant and p.id = project and p.erasing_at is not null;
        if not found then
            return 0;
        end if;
        ids := array(select f.id from app.findings f where f.tenant_id = of_tenant and f.project_id = project limit most);
        if cardinality(ids) > 0 then
            delete from app.finding_change_items i where i.tenant_id = of_tenant and i.finding_id = any (ids);
            delete from app.finding_comments c where c.tenant_id = of_tenant and c.finding_id = any (ids);
            delete from app.finding_links l where l.tenant_id = of_tenant and l.finding_id = any (ids);
            delete from app.finding_fingerprints p where p.tenant_id = of_tenant and p.finding_id = any (ids);
            delete from app.result_rows r where r.tenant_id = of_tenant and r.finding_id = any (ids);
            delete from app.scope_findings s where s.tenant_id = of_tenant and s.finding_id = any (ids);
            -- In one statement: they name each other.
            with gone as (delete from app.suppressions s where s.tenant_id = of_tenant and s.finding_id = any (ids))
            delete from app.findings f where f.tenant_id = of_tenant and f.id = any (ids);
            return cardinality(ids);
        end if;
        ids := array(select a.id from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.project_id = project limit 20);
        if cardinality(ids) > 0 then
            delete from app.attack_chokepoints c where c.tenant_id = of_tenant and c.analysis_id = any (ids);
            delete from app.attack_paths p where p.tenant_id = of_tenant and p.analysis_id = any (ids);
            delete from app.infrastructure_edges e where e.tenant_id = of_tenant and e.analysis_id = any (ids);
            delete from app.infrastructure_nodes n where n.tenant_id = of_tenant and n.analysis_id = any (ids);
            delete from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.id = any (ids);
            return cardinality(ids);
        end if;
        ids := array(select r.id from app.runs r where r.tenant_id = of_tenant and r.project_id = project limit least(most, 500));
        if cardinality(ids) > 0 then
            delete from app.gate_verdicts v where v.tenant_id = of_tenant and v.run_id = any (ids);
            delete from app.result_findings b using app.scan_results r
            where b.tenant_id = of_tenant and r.tenant_id = of_tenant and r.run_id = any (ids) and b.scope_id = r.scope_id and b.seq = r.seq;
            delete from app.scan_results r where r.tenant_id = of_tenant and r.run_id = any (ids);
            delete from app.runs r where r.tenant_id = of_tenant and r.id = any (ids);
            return cardinality(ids);
        end if;
        delete from app.scope_findings m using app.scan_scopes s
        where m.tenant_id = of_tenant and s.tenant_id = of_tenant and s.project_id = project and m.scope_id = s.id;
        delete from app.scan_scopes s where s.tenant_id = of_tenant and s.project_id = project;
        delete from app.suppressions s where s.tenant_id = of_tenant and s.project_id = project;
        delete from app.gate_verdicts v where v.tenant_id = of_tenant and v.project_id = project;
        delete from app.gate_policies g where g.tenant_id = of_tenant and g.project_id = project;
        delete from app.project_scanners s where s.tenant_id = of_tenant and s.project_id = project;
        delete from app.imports i where i.tenant_id = of_tenant and i.project_id = project;
        delete from app.api_keys k where k.tenant_id = of_tenant and k.project_id = project;
        delete from app.finding_counts c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.finding_days d where d.tenant_id = of_tenant and d.project_id = project;
        delete from app.projects p where p.tenant_id = of_tenant and p.id = project;
        get diagnostics erased = row_count;
        return erased;
    end
    $$;

-- Door: who this person was, of somebody who is in no organisation any more. Trails keep their random actor ids.
create function work.erase_person(person uuid) returns boolean
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    begin
        delete from work.people p where p.id = person
            and not exists (select from app.memberships m where m.person_id = p.id)
            and not exists (select from app.former_members f where f.person_id = p.id);
        return found;
    end
    $$;

-- Door: which tenants have something to erase. It learns ids of tenants, never a row.
grant select (id, delete_after, erasing_at) on app.tenants to secureobs_door_waker;
create policy door_waker on app.tenants for select to secureobs_door_waker using (true);
grant select (tenant_id, erasing_at) on app.projects to secureobs_door_waker;
create policy door_waker on app.projects for select to secureobs_door_waker using (true);
create function work.tenants_to_erase(moment timestamptz) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select t.id from app.tenants t where t.delete_after <= moment
        union
        select p.tenant_id from app.projects p where p.erasing_at is not null
    $$;
create index tenants_ending on app.tenants (delete_after) where delete_after is not null;
create index projects_erasing on app.projects (tenant_id, erasing_at) where erasing_at is not null;

-- All access stops at once: keys and invitations of an organisation that is to be deleted are unknown.
grant select (id, delete_after) on app.tenants to secureobs_door_api_key, secureobs_door_invitation;
create policy door_api_key on app.tenants for select to secureobs_door_api_key using (true);
create policy door_invitation on app.tenants for select to secureobs_door_invitation using (true);

-- The runtime role erases who left when an owner says so.
grant delete on app.former_members to secureobs_api;

drop function app.tenants_of_person(uuid);
create function app.tenants_of_person(person uuid) returns table (id uuid, name text, role smallint, delete_after timestamptz)
    language sql stable security definer
    set search_path = ''
    as $$
        select t.id, t.name, m.role, t.delete_after
        from app.memberships m join app.tenants t on t.id = m.tenant_id
        where m.person_id = person and t.erasing_at is null
        order by t.name, t.id
        limit 500
    $$;

revoke execute on function app.erase_tenant_part(integer), app.bury_tenant(timestamptz), app.erase_project_part(uuid, integer),
    work.erase_person(uuid), work.tenants_to_erase(timestamptz), app.tenants_of_person(uuid) from public;
grant execute on function app.erase_tenant_part(integer), app.bury_tenant(timestamptz), app.erase_project_part(uuid, integer),
    work.erase_person(uuid), work.tenants_to_erase(timestamptz), app.tenants_of_person(uuid) to secureobs_api;

-- A new owner of a function needs CREATE on its schema for the moment of the hand-over; so does replacing one.
grant create on schema app, work to secureobs_door_eraser, secureobs_door_person, secureobs_door_waker;
grant create on schema app to secureobs_door_api_key, secureobs_door_invitation;
reset role;
alter function app.erase_tenant_part(integer) owner to secureobs_door_eraser;
alter function app.bury_tenant(timestamptz) owner to secureobs_door_eraser;
alter function app.erase_project_part(uuid, integer) owner to secureobs_door_eraser;
alter function work.erase_person(uuid) owner to secureobs_door_eraser;
alter function app.tenants_of_person(uuid) owner to secureobs_door_person;
alter function work.tenants_to_erase(timestamptz) owner to secureobs_door_waker;

set role secureobs_door_api_key;
create or replace function app.authenticate_api_key(presented_hash bytea, at timestamptz)
    returns table (tenant_id uuid, api_key_id uuid, project_id uuid, may_export boolean)
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    #variable_conflict use_column
    begin
        -- Last use is kept to the minute: a pipeline's calls do not fight over one row.
        update app.api_keys k set last_used_at = at
        where k.secret_hash = presented_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
          and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
        return query
            select k.tenant_id, k.id, k.project_id, k.may_export
            from app.api_keys k join app.tenants t on t.id = k.tenant_id
            where k.secret_hash = presented_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
              and t.delete_after is null;
    end
    $$;
reset role;

set role secureobs_door_invitation;
create or replace function app.find_invitation(presented_hash bytea, at timestamptz) returns table (tenant_id uuid, invitation_id uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select i.tenant_id, i.id
        from app.invitations i join app.tenants t on t.id = i.tenant_id
        where i.secret_hash = presented_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
          and t.delete_after is null
    $$;
reset role;

set role secureobs_owner;
revoke create on schema app, work from secureobs_door_eraser, secureobs_door_person, secureobs_door_waker;
revoke create on schema app from secureobs_door_api_key, secureobs_door_invitation;
reset role;

-- Retention: what is older than an organisation keeps goes in small batches, through doors that let nothing young and nothing
-- that still counts go, whatever the application believes.
set role secureobs_owner;

-- What an organisation keeps, and how far the last round came.
create table app.retentions (
    tenant_id  uuid        not null constraint retentions_tenant_fk references app.tenants (id),
    days       integer     constraint retentions_days_range check (days between 30 and 3650),    -- null: what the plan says
    due_at     timestamptz not null,                                                             -- when the next round begins
    cutoff     timestamptz,                                                                      -- of the last round: what is older goes
    started_at timestamptz,
    finished_at timestamptz,
    findings   bigint      not null default 0,
    runs       bigint      not null default 0,
    entries    bigint      not null default 0,                                                   -- of the audit trail
    failure    smallint    constraint retentions_failure_known check (failure between 1 and 2),  -- interrupted, the trail does not verify
    constraint retentions_pk primary key (tenant_id)
);
alter table app.retentions enable row level security;
alter table app.retentions force row level security;
create policy tenant_isolation on app.retentions
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.retentions to secureobs_api;
grant update (days, due_at, cutoff, started_at, finished_at, findings, runs, entries, failure) on app.retentions to secureobs_api;

-- Where retention cut the beginning of an audit trail off: signed, so that nobody else can say that it did.
create table app.audit_cuts (
    tenant_id uuid        not null constraint audit_cuts_tenant_fk references app.tenants (id),
    no        bigint      not null constraint audit_cuts_no_starts_at_one check (no >= 1),    -- the newest block that went
    total     bigint      not null,
    hash      bytea       not null constraint audit_cuts_hash_length check (octet_length(hash) = 32),
    closed_at timestamptz not null,
    cut_at    timestamptz not null,
    key_id    text        not null constraint audit_cuts_key_id_length check (length(key_id) = 16),
    signature bytea       not null constraint audit_cuts_signature_length check (octet_length(signature) = 64),
    constraint audit_cuts_pk primary key (tenant_id)
);
alter table app.audit_cuts enable row level security;
alter table app.audit_cuts force row level security;
create policy tenant_isolation on app.audit_cuts
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
-- It may add one, so that the isolation check can attack it: one that is not signed counts as none.
grant select, insert on app.audit_cuts to secureobs_api;

-- What retention took counts as gone, not as never come.
alter table app.finding_days add column retired integer not null default 0;
grant update (retired) on app.finding_days to secureobs_api;

grant select, delete on app.retentions, app.audit_cuts to secureobs_door_eraser;
grant insert on app.audit_cuts to secureobs_door_eraser;
grant update (no, total, hash, closed_at, cut_at, key_id, signature) on app.audit_cuts to secureobs_door_eraser;

-- Door: deletes findings with all that hangs on them and tells what they counted as. Younger ones than thirty days, and those that
-- scans of the default branch still see, make it fail.
create function app.purge_findings(ids uuid[])
    returns table (project_id uuid, scanner text, status smallint, severity smallint, detected boolean, findings integer)
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    #variable_conflict use_column
    declare
        of_tenant uuid := app.current_tenant();
    begin
        if exists (
            select from app.findings f where f.tenant_id = of_tenant and f.id = any (ids)
              and (f.first_seen_at > pg_catalog.clock_timestamp() - interval '30 days' or (f.detected and f.on_default))) then
            raise exception 'a finding is too young, or is still seen' using errcode = 'TN005';
        end if;
        delete from app.finding_change_items i where i.tenant_id = of_tenant and i.finding_id = any (ids);
        delete from app.finding_comments c where c.tenant_id = of_tenant and c.finding_id = any (ids);
        delete from app.finding_links l where l.tenant_id = of_tenant and l.finding_id = any (ids);
        delete from app.finding_fingerprints p where p.tenant_id = of_tenant and p.finding_id = any (ids);
        delete from app.result_rows r where r.tenant_id = of_tenant and r.finding_id = any (ids);
        delete from app.scope_findings s where s.tenant_id = of_tenant and s.finding_id = any (ids);
        -- In one statement: a finding and its suppression name each other.
        return query
            with ended as (delete from app.suppressions s where s.tenant_id = of_tenant and s.finding_id = any (ids)),
            gone as (
                delete from app.findings f where f.tenant_id = of_tenant and f.id = any (ids)
                returning f.project_id, f.scanner, f.status, f.severity, f.detected)
            select g.project_id, g.scanner, g.status, g.severity, g.detected, count(*)::integer from gone g group by 1, 2, 3, 4, 5;
    end
    $$;

-- Door: deletes runs with their results, verdicts and analyses. Younger ones than thirty days, and those whose result is what a
-- branch stands at, make it fail.
create function app.purge_runs(ids uuid[]) returns integer
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        analyses uuid[];
        purged integer;
    begin
        if exists (select from app.runs r where r.tenant_id = of_tenant and r.id = any (ids)
                and r.opened_at > pg_catalog.clock_timestamp() - interval '30 days')
            or exists (select from app.scan_scopes s where s.tenant_id = of_tenant and s.current_run = any (ids)) then
            raise exception 'a run is too young, or its result still counts' using errcode = 'TN005';
        end if;
        analyses := array(select a.id from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.run_id = any (ids));
        delete from app.attack_chokepoints c where c.tenant_id = of_tenant and c.analysis_id = any (analyses);
        delete from app.attack_paths p where p.tenant_id = of_tenant and p.analysis_id = any (analyses);
        delete from app.infrastructure_edges e where e.tenant_id = of_tenant and e.analysis_id = any (analyses);
        delete from app.infrastructure_nodes n where n.tenant_id = of_tenant and n.analysis_id = any (analyses);
        delete from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.id = any (analyses);
        delete from app.gate_verdicts v where v.tenant_id = of_tenant and v.run_id = any (ids);
        delete from app.result_rows w where w.tenant_id = of_tenant and w.run_id = any (ids);
        delete from app.result_findings b using app.scan_results r
        where b.tenant_id = of_tenant and r.tenant_id = of_tenant and r.run_id = any (ids) and b.scope_id = r.scope_id and b.seq = r.seq;
        delete from app.scan_results r where r.tenant_id = of_tenant and r.run_id = any (ids);
        delete from app.runs r where r.tenant_id = of_tenant and r.id = any (ids);
        get diagnostics purged = row_count;
        return purged;
    end
    $$;

-- Door: deletes the blocks up to one and their entries, and writes where the trail was cut, in the same transaction. It refuses
-- when a block is younger than thirty days, when the newest block would go, and when an entry that a block lists is missing:
-- a trail that somebody tampered with is not tidied up.
create function app.purge_audit(
    up_to bigint, cut_total bigint, cut_hash bytea, cut_closed_at timestamptz, at timestamptz, signed_with text, cut_signature bytea)
    returns bigint
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        listed bigint;
        purged bigint;
    begin
        if not exists (
                select from app.audit_blocks b where b.tenant_id = of_tenant and b.no = up_to
                  and b.total = cut_total and b.hash = cut_hash and b.closed_at = cut_closed_at
                  and b.closed_at < pg_catalog.clock_timestamp() - interval '30 days')
            or not exists (select from app.audit_blocks b where b.tenant_id = of_tenant and b.no > up_to) then
            raise exception 'the block is not to be cut' using errcode = 'TN005';
        end if;
        select sum(b.count) into listed from app.audit_blocks b where b.tenant_id = of_tenant and b.no <= up_to;
        delete from app.audit a
        where a.tenant_id = of_tenant and a.id = any (array(
            select i.id from app.audit_blocks b cross join lateral unnest(b.ids) as i (id) where b.tenant_id = of_tenant and b.no <= up_to));
        get diagnostics purged = row_count;
        if purged <> listed then
            raise exception 'the audit trail is not whole' using errcode = 'TN006';
        end if;
        delete from app.audit_blocks b where b.tenant_id = of_tenant and b.no <= up_to;
        insert into app.audit_cuts (tenant_id, no, total, hash, closed_at, cut_at, key_id, signature)
        values (of_tenant, up_to, cut_total, cut_hash, cut_closed_at, at, signed_with, cut_signature)
        on conflict on constraint audit_cuts_pk do update set no = excluded.no, total = excluded.total, hash = excluded.hash,
            closed_at = excluded.closed_at, cut_at = excluded.cut_at, key_id = excluded.key_id, signature = excluded.signature;
        return purged;
    end
    $$;

-- Door: deletes notes of work that is long done: changes of many findings that nobody takes back any more, imports.
create function app.purge_notes(before timestamptz, most integer) returns bigint
    language plpgsql volatile security definer
    set search_path = ''
    as $$
    declare
        of_tenant uuid := app.current_tenant();
        ids uuid[];
        purged bigint;
    begin
        if before > pg_catalog.clock_timestamp() - interval '30 days' then
            raise exception 'nothing that young is deleted' using errcode = 'TN005';
        end if;
        delete from app.imports i where i.tenant_id = of_tenant and i.updated_at < before;
        get diagnostics purged = row_count;
        ids := array(select c.id from app.finding_changes c where c.tenant_id = of_tenant and c.created_at < before limit most);
        delete from app.finding_change_items i where i.tenant_id = of_tenant and i.change_id = any (ids);
        delete from app.finding_changes c where c.tenant_id = of_tenant and c.id = any (ids);
        return purged + cardinality(ids);
    end
    $$;

-- Door: whose round is due; a tenant without a row never had one. Ids of tenants, nothing else.
grant select (tenant_id, due_at) on app.retentions to secureobs_door_waker;
create policy door_waker on app.retentions for select to secureobs_door_waker using (true);
create function work.tenants_to_tidy(moment timestamptz) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select t.id from app.tenants t
        where moment is not null and t.delete_after is null and not exists (select from app.retentions r where r.tenant_id = t.id and r.due_at > moment)
    $$;

revoke execute on function app.purge_findings(uuid[]), app.purge_runs(uuid[]),
    app.purge_audit(bigint, bigint, bytea, timestamptz, timestamptz, text, bytea), app.purge_notes(timestamptz, integer),
    work.tenants_to_tidy(timestamptz) from public;
grant execute on function app.purge_findings(uuid[]), app.purge_runs(uuid[]),
    app.purge_audit(bigint, bigint, bytea, timestamptz, timestamptz, text, bytea), app.purge_notes(timestamptz, integer),
    work.tenants_to_tidy(timestamptz) to secureobs_api;

grant create on schema app, work to secureobs_door_eraser, secureobs_door_waker;
reset role;
alter function app.purge_findings(uuid[]) owner to secureobs_door_eraser;
alter function app.purge_runs(uuid[]) owner to secureobs_door_eraser;
alter function app.purge_audit(bigint, bigint, bytea, timestamptz, timestamptz, text, bytea) owner to secureobs_door_eraser;
alter function app.purge_notes(timestamptz, integer) owner to secureobs_door_eraser;
alter function work.tenants_to_tidy(timestamptz) owner to secureobs_door_waker;

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
            'rule_weaknesses', 'search_texts', 'invitations', 'checkpoint_deliveries', 'checkpoint_webhooks', 'subscriptions', 'retentions', 'audit_cuts', 'audit', 'audit_blocks']
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
revoke create on schema app, work from secureobs_door_eraser, secureobs_door_waker;
reset role;

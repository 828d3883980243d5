-- Notifications: whom an organisation tells of what happens, what waits to be told, and what was sent. What happens is noted in
-- the transaction in which it happens (an outbox), so that nothing is told that was not, and nothing is forgotten.
set role secureobs_owner;

-- A place that is told: a webhook, a chat, e-mail, or one person's digest, whose id is the actor id of that person.
create table app.notification_channels (
    tenant_id     uuid        not null constraint notification_channels_tenant_fk references app.tenants (id),
    id            uuid        not null,
    kind          smallint    not null constraint notification_channels_kind_known check (kind between 1 and 5),   -- webhook, Slack, Teams, e-mail, digest
    name          text        not null constraint notification_channels_name_length check (length(name) between 1 and 80),
    place         text        not null default '' constraint notification_channels_place_length check (length(place) <= 2000),   -- what may be shown: the host, or who gets mail
    sealed        bytea       constraint notification_channels_sealed_length check (octet_length(sealed) between 29 and 2100),  -- the whole address, encrypted with a key that no database holds
    project_id    uuid,                             -- null: all projects
    project_ids   uuid[]      constraint notification_channels_projects_length check (cardinality(project_ids) <= 200),   -- of a digest; null: all projects
    events        smallint    not null constraint notification_channels_events_known check (events between 0 and 31),     -- a bit for each kind of event
    frequency     smallint    not null default 1 constraint notification_channels_frequency_known check (frequency between 1 and 3),   -- at once, daily, weekly
    generation    integer     not null default 1 constraint notification_channels_generation_starts_at_one check (generation >= 1),    -- of the signing key, which is derived and stands nowhere
    rotated_at    timestamptz,
    paused_at     timestamptz,
    created_by    uuid        not null,             -- an actor id of the tenant
    created_at    timestamptz not null,
    next_at       timestamptz not null,             -- nothing is sent before
    remind_at     timestamptz,                      -- until then nobody looks for what time brings; null: at once
    tested_at     timestamptz,
    delivered_at  timestamptz,
    failing_since timestamptz,
    failed_at     timestamptz,
    failure       text        constraint notification_channels_failure_length check (length(failure) <= 300),
    given_up      boolean     not null default false,   -- it failed for days
    constraint notification_channels_pk primary key (tenant_id, id),
    constraint notification_channels_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
create index notification_channels_project on app.notification_channels (tenant_id, project_id) where project_id is not null;
alter table app.notification_channels enable row level security;
alter table app.notification_channels force row level security;
create policy tenant_isolation on app.notification_channels
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.notification_channels to secureobs_api;
grant update (name, project_id, project_ids, events, frequency, generation, rotated_at, paused_at, next_at, remind_at, tested_at, delivered_at, failing_since, failed_at,
    failure, given_up) on app.notification_channels to secureobs_api;   -- another address is another channel

-- What happened: once, whatever the number of channels, and whoever repeats the work that made it.
create table app.notification_events (
    tenant_id  uuid        not null constraint notification_events_tenant_fk references app.tenants (id),
    id         uuid        not null,
    key        text        not null constraint notification_events_key_length check (length(key) between 1 and 200),   -- the same again is the same event
    kind       smallint    not null constraint notification_events_kind_known check (kind between 0 and 4),
    project_id uuid,
    run_id     uuid,
    data       jsonb       not null constraint notification_events_data_length check (octet_length(data::text) <= 16000),
    at         timestamptz not null,
    constraint notification_events_pk primary key (tenant_id, id),
    constraint notification_events_key_uq unique (tenant_id, key),
    constraint notification_events_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
create index notification_events_at on app.notification_events (at);
create index notification_events_project on app.notification_events (tenant_id, project_id, at);
alter table app.notification_events enable row level security;
alter table app.notification_events force row level security;
create policy tenant_isolation on app.notification_events
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.notification_events to secureobs_api;

-- What a channel has not been told yet. All of it becomes one message when the channel's time has come.
create table app.notification_waiting (
    tenant_id  uuid        not null,
    channel_id uuid        not null,
    event_id   uuid        not null,
    due_at     timestamptz not null,
    constraint notification_waiting_pk primary key (tenant_id, channel_id, event_id),
    constraint notification_waiting_channel_fk foreign key (tenant_id, channel_id) references app.notification_channels (tenant_id, id),
    constraint notification_waiting_event_fk foreign key (tenant_id, event_id) references app.notification_events (tenant_id, id)
);
create index notification_waiting_due on app.notification_waiting (due_at);
create index notification_waiting_event on app.notification_waiting (tenant_id, event_id);
alter table app.notification_waiting enable row level security;
alter table app.notification_waiting force row level security;
create policy tenant_isolation on app.notification_waiting
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.notification_waiting to secureobs_api;

-- A message: it keeps its id and its body, however often it is sent.
create table app.notification_deliveries (
    tenant_id    uuid        not null,
    id           uuid        not null,
    channel_id   uuid        not null,
    events       smallint    not null constraint notification_deliveries_events_known check (events between 1 and 31),
    project_ids  uuid[]      not null,
    run_id       uuid,                              -- when it tells of one run
    body         text        not null constraint notification_deliveries_body_length check (octet_length(body) <= 200000),
    state        smallint    not null constraint notification_deliveries_state_known check (state between 1 and 3),   -- waiting, delivered, given up
    attempts     integer     not null default 0,
    last_status  integer,
    last_reason  text        constraint notification_deliveries_reason_length check (length(last_reason) <= 300),
    created_at   timestamptz not null,
    started_at   timestamptz not null,              -- of this row of attempts: a replay begins another one
    next_at      timestamptz,
    delivered_at timestamptz,
    constraint notification_deliveries_pk primary key (tenant_id, id),
    constraint notification_deliveries_channel_fk foreign key (tenant_id, channel_id) references app.notification_channels (tenant_id, id),
    constraint notification_deliveries_next_whole check ((state = 1) = (next_at is not null))
);
create index notification_deliveries_channel on app.notification_deliveries (tenant_id, channel_id, id);
create index notification_deliveries_due on app.notification_deliveries (next_at) where state = 1;
create index notification_deliveries_created on app.notification_deliveries (created_at);
alter table app.notification_deliveries enable row level security;
alter table app.notification_deliveries force row level security;
create policy tenant_isolation on app.notification_deliveries
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.notification_deliveries to secureobs_api;
grant update (state, attempts, last_status, last_reason, started_at, next_at, delivered_at) on app.notification_deliveries to secureobs_api;

-- Doors: who has something to send, and who is looked at each day for what will expire and what is to be forgotten. Ids of tenants, nothing else.
grant select (tenant_id, paused_at, events, remind_at) on app.notification_channels to secureobs_door_waker;
grant select (tenant_id, at) on app.notification_events to secureobs_door_waker;
grant select (tenant_id, due_at) on app.notification_waiting to secureobs_door_waker;
grant select (tenant_id, state, next_at, created_at) on app.notification_deliveries to secureobs_door_waker;
create policy door_waker on app.notification_channels for select to secureobs_door_waker using (true);
create policy door_waker on app.notification_events for select to secureobs_door_waker using (true);
create policy door_waker on app.notification_waiting for select to secureobs_door_waker using (true);
create policy door_waker on app.notification_deliveries for select to secureobs_door_waker using (true);
create function work.tenants_to_notify(moment timestamptz) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select t.id from app.tenants t
        where t.delete_after is null and t.id in (
            -- What a clock that ran ahead put too far off is due, too.
            select w.tenant_id from app.notification_waiting w where w.due_at <= moment or w.due_at > moment + interval '8 days'
            union select d.tenant_id from app.notification_deliveries d
            where d.state = 1 and (d.next_at <= moment or d.next_at > moment + interval '1 day'))
    $$;
create function work.tenants_to_remind(moment timestamptz) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$
        select t.id from app.tenants t
        where t.delete_after is null and t.id in (
            select c.tenant_id from app.notification_channels c where c.paused_at is null and c.events > 0 and moment is not null
              and (c.remind_at is null or c.remind_at <= moment or c.remind_at > moment + interval '2 days')
            union select e.tenant_id from app.notification_events e where e.at < moment - interval '30 days'
            union select d.tenant_id from app.notification_deliveries d where d.created_at < moment - interval '30 days')
    $$;
-- Door: how much waits in all, and since when: for whoever watches the installation. Numbers, and nobody's.
create function work.notifications_waiting() returns table (messages bigint, oldest timestamptz)
    language sql stable security definer
    set search_path = ''
    as $$
        select count(*), min(q.due) from (
            select w.due_at as due from app.notification_waiting w
            union all select d.next_at from app.notification_deliveries d where d.state = 1) q
    $$;

revoke execute on function work.tenants_to_notify(timestamptz), work.tenants_to_remind(timestamptz), work.notifications_waiting() from public;
grant execute on function work.tenants_to_notify(timestamptz), work.tenants_to_remind(timestamptz), work.notifications_waiting() to secureobs_api;

grant select, delete on app.notification_channels, app.notification_events, app.notification_waiting, app.notification_deliveries to secureobs_door_eraser;
grant create on schema app, work to secureobs_door_eraser, secureobs_door_waker;
reset role;
alter function work.tenants_to_notify(timestamptz) owner to secureobs_door_waker;
alter function work.tenants_to_remind(timestamptz) owner to secureobs_door_waker;
alter function work.notifications_waiting() owner to secureobs_door_waker;

-- Doors: as before, with the tables above.
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
        key_columns text;
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
            'notification_waiting', 'notification_deliveries', 'notification_channels', 'notification_events',
            'imports', 'finding_counts', 'finding_days', 'finding_views', 'project_scanners', 'api_keys', 'run_credentials', 'trust_rules', 'projects', 'rule_aliases',
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
            -- By primary key, which no machine of a distributed database reads another way.
            select string_agg(quote_ident(a.attname), ', ' order by k.place) into key_columns
            from pg_catalog.pg_constraint c cross join lateral unnest(c.conkey) with ordinality as k (number, place)
            join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
            where c.contype = 'p' and c.conrelid = format('app.%I', one)::pg_catalog.regclass;
            execute format('delete from app.%1$I where tenant_id = $1 and (%2$s) in (select %2$s from app.%1$I where tenant_id = $1 limit $2)', one, key_columns)
                using of_tenant, most - erased;
            get diagnostics rows = row_count;
            erased := erased + rows;
            exit when erased >= most;
        end loop;
        return erased;
    end
    $$;

create or replace function app.erase_project_part(project uuid, most integer) returns bigint
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
        delete from app.run_credentials c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.trust_rules t where t.tenant_id = of_tenant and t.project_id = project;
        delete from app.notification_waiting w using app.notification_channels c
        where w.tenant_id = of_tenant and c.tenant_id = of_tenant and c.project_id = project and w.channel_id = c.id;
        delete from app.notification_waiting w using app.notification_events e
        where w.tenant_id = of_tenant and e.tenant_id = of_tenant and e.project_id = project and w.event_id = e.id;
        -- Also what other channels were told of it.
        delete from app.notification_deliveries d
        where d.tenant_id = of_tenant and (project = any (d.project_ids)
            or d.channel_id in (select c.id from app.notification_channels c where c.tenant_id = of_tenant and c.project_id = project));
        delete from app.notification_events e where e.tenant_id = of_tenant and e.project_id = project;
        delete from app.notification_channels c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.finding_counts c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.finding_days d where d.tenant_id = of_tenant and d.project_id = project;
        delete from app.projects p where p.tenant_id = of_tenant and p.id = project;
        get diagnostics erased = row_count;
        return erased;
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema app, work from secureobs_door_eraser, secureobs_door_waker;
reset role;

-- Pipelines without a stored key: a rule says which tokens of which CI system are trusted, and a token is exchanged once for a
-- credential that lives some minutes and is good for one run of one project.
set role secureobs_owner;

create table app.trust_rules (
    tenant_id     uuid        not null constraint trust_rules_tenant_fk references app.tenants (id),
    id            uuid        not null,
    project_id    uuid        not null,
    name          text        not null constraint trust_rules_name_length check (length(name) between 1 and 80),
    platform      smallint    not null constraint trust_rules_platform_known check (platform between 1 and 4),
    issuer        text        not null constraint trust_rules_issuer_length check (length(issuer) between 1 and 300),
    audience      text        not null constraint trust_rules_audience_length check (length(audience) between 1 and 300),
    claims        jsonb       not null constraint trust_rules_claims_length check (octet_length(claims::text) <= 4000),   -- claim: what it must be
    pull_requests boolean     not null default false,
    created_by    uuid        not null,              -- an actor id of the tenant
    created_at    timestamptz not null,
    revoked_at    timestamptz,
    last_used_at  timestamptz,
    constraint trust_rules_pk primary key (tenant_id, id),
    constraint trust_rules_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
create index trust_rules_project on app.trust_rules (tenant_id, project_id, id);
-- Not unique: a unique index without the tenant tells of other tenants.
create index trust_rules_door on app.trust_rules (project_id) where revoked_at is null;
alter table app.trust_rules enable row level security;
alter table app.trust_rules force row level security;
create policy tenant_isolation on app.trust_rules
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.trust_rules to secureobs_api;
grant update (revoked_at, last_used_at) on app.trust_rules to secureobs_api;   -- a rule is revoked, never edited: what it let in stays known

create table app.run_credentials (
    tenant_id   uuid        not null,
    id          uuid        not null,
    rule_id     uuid        not null,
    project_id  uuid        not null,
    run         text        not null constraint run_credentials_run_length check (length(run) between 1 and 256),   -- the CI system's id of it
    branch      text        constraint run_credentials_branch_length check (length(branch) between 1 and 256),   -- null: the token does not say
    secret_hash bytea       not null constraint run_credentials_hash_length check (octet_length(secret_hash) = 32),
    token_hash  bytea       not null constraint run_credentials_token_length check (octet_length(token_hash) = 32),   -- what was exchanged for it, once: a token, or the credential before
    renewable_until timestamptz not null,            -- until then it can be renewed
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    keep_until  timestamptz not null,              -- until then it is remembered, so that nothing is exchanged twice
    constraint run_credentials_pk primary key (tenant_id, id),
    constraint run_credentials_token_uq unique (tenant_id, token_hash),
    constraint run_credentials_rule_fk foreign key (tenant_id, rule_id) references app.trust_rules (tenant_id, id),
    constraint run_credentials_short check (expires_at <= created_at + interval '15 minutes')
);
create index run_credentials_hash on app.run_credentials (secret_hash);
create index run_credentials_keep on app.run_credentials (tenant_id, keep_until);
create index run_credentials_rule on app.run_credentials (tenant_id, rule_id);
alter table app.run_credentials enable row level security;
alter table app.run_credentials force row level security;
create policy tenant_isolation on app.run_credentials
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.run_credentials to secureobs_api;

-- A pipeline that a rule let in acts as that rule. Not validated, which would read the whole trail under a lock that stops everybody:
-- entries so far obeyed a narrower rule.
alter table app.audit drop constraint audit_actor_kind_known;
alter table app.audit add constraint audit_actor_kind_known check (actor_kind between 1 and 4) not valid;

grant select (tenant_id, id, project_id, revoked_at) on app.trust_rules to secureobs_door_api_key;
create policy door_api_key on app.trust_rules for select to secureobs_door_api_key using (true);
grant select (tenant_id, id, rule_id, project_id, run, branch, secret_hash, expires_at) on app.run_credentials to secureobs_door_api_key;
create policy door_api_key on app.run_credentials for select to secureobs_door_api_key using (true);

-- Door: whose project this is, of a project that trusts somebody.
create function app.tenant_of_trusting_project(project uuid) returns uuid
    language sql stable security definer
    set search_path = ''
    as $$
        select r.tenant_id from app.trust_rules r join app.tenants t on t.id = r.tenant_id
        where r.project_id = project and r.revoked_at is null and t.delete_after is null
        limit 1
    $$;

-- Door: what a credential opens. A rule that was revoked takes its credentials along.
create function app.authenticate_run_credential(presented_hash bytea, at timestamptz)
    returns table (tenant_id uuid, credential_id uuid, rule_id uuid, project_id uuid, run text, branch text)
    language sql stable security definer
    set search_path = ''
    as $$
        select c.tenant_id, c.id, c.rule_id, c.project_id, c.run, c.branch
        from app.run_credentials c
        join app.trust_rules r on r.tenant_id = c.tenant_id and r.id = c.rule_id
        join app.tenants t on t.id = c.tenant_id
        where c.secret_hash = presented_hash and c.expires_at > at and r.revoked_at is null and t.delete_after is null
    $$;

revoke execute on function app.tenant_of_trusting_project(uuid), app.authenticate_run_credential(bytea, timestamptz) from public;
grant execute on function app.tenant_of_trusting_project(uuid), app.authenticate_run_credential(bytea, timestamptz) to secureobs_api;

grant select, delete on app.trust_rules, app.run_credentials to secureobs_door_eraser;
grant create on schema app to secureobs_door_api_key, secureobs_door_eraser;
reset role;
alter function app.tenant_of_trusting_project(uuid) owner to secureobs_door_api_key;
alter function app.authenticate_run_credential(bytea, timestamptz) owner to secureobs_door_api_key;

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
            execute format('delete from app.%1$I t where t.tenant_id = $1 and t.ctid = any (array(select o.ctid from app.%1$I o where o.tenant_id = $1 limit $2))', one)
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
        delete from app.finding_counts c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.finding_days d where d.tenant_id = of_tenant and d.project_id = project;
        delete from app.projects p where p.tenant_id = of_tenant and p.id = project;
        get diagnostics erased = row_count;
        return erased;
    end
    $$;
reset role;

set role secureobs_owner;
revoke create on schema app from secureobs_door_api_key, secureobs_door_eraser;
reset role;

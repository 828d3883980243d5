-- A finding's identity, its life and what people say of it (docs/decisions/0009-keep-what-scans-say-apart-from-what-people-say.md).
set role secureobs_owner;

-- The owner writes over all tenants in this migration only: within it row-level security is not forced on what it fills.
alter table app.projects no force row level security;
alter table app.runs no force row level security;
alter table app.scan_scopes no force row level security;
alter table app.scan_results no force row level security;
alter table app.findings no force row level security;
alter table app.finding_presence no force row level security;

alter table app.projects
    add column default_branch text constraint projects_default_branch_length check (length(default_branch) between 1 and 256),
    add column four_eyes boolean not null default false,   -- a suppression needs somebody else's approval
    add column due_days integer[] constraint projects_due_days_of_each_severity check (cardinality(due_days) = 6);  -- null or days, by severity 0 to 5
grant update (default_branch, four_eyes, due_days) on app.projects to secureobs_api;

-- Runs are ordered by when they started, not by when they reported. A manifest tells at the end what ran.
alter table app.runs add column started_at timestamptz, add column manifest jsonb;
update app.runs set started_at = opened_at;
alter table app.runs alter column started_at set not null;
grant update (manifest) on app.runs to secureobs_api;

-- The newest complete result of a scope: what it does not see is gone from there.
alter table app.scan_scopes
    add column current_run uuid, add column current_seq integer, add column current_at timestamptz,
    add constraint scan_scopes_current_whole check ((current_run is null) = (current_seq is null) and (current_run is null) = (current_at is null));
grant update (current_run, current_seq, current_at) on app.scan_scopes to secureobs_api;
update app.scan_scopes s set current_run = newest.run_id, current_seq = newest.seq, current_at = newest.started_at
from (
    select distinct on (r.tenant_id, r.scope_id) r.tenant_id, r.scope_id, r.run_id, r.seq, u.started_at
    from app.scan_results r join app.runs u on u.tenant_id = r.tenant_id and u.id = r.run_id
    where r.status = 1
    order by r.tenant_id, r.scope_id, u.started_at desc, r.run_id desc) newest
where newest.tenant_id = s.tenant_id and newest.scope_id = s.id;
alter table app.scan_results
    add column rules_digest text constraint scan_results_rules_digest_length check (length(rules_digest) <= 128);
grant update (rules_digest) on app.scan_results to secureobs_api;

-- A decision to leave findings alone: of one finding, of a path or a rule in a project, of a rule everywhere.
create table app.suppressions (
    tenant_id      uuid        not null constraint suppressions_tenant_fk references app.tenants (id),
    id             uuid        not null,
    kind           smallint    not null constraint suppressions_kind_known check (kind between 3 and 5),  -- a status of findings
    reason         text        not null constraint suppressions_reason_length check (length(reason) between 1 and 2000),
    scope          smallint    not null constraint suppressions_scope_known check (scope between 1 and 4), -- finding, path, rule in project, rule in tenant
    project_id     uuid,
    finding_id     uuid,
    scanner        text        constraint suppressions_scanner_length check (length(scanner) <= 64),
    rule_id        text        constraint suppressions_rule_id_length check (length(rule_id) <= 256),
    path_pattern   text        constraint suppressions_path_pattern_length check (length(path_pattern) between 1 and 1024),
    path_regex     text        constraint suppressions_path_regex_length check (length(path_regex) <= 8192),
    expires_at     timestamptz,
    until_fixed    boolean     not null,
    until_changed  boolean     not null,   -- its code or its severity
    created_by     uuid        not null,   -- an actor id of the tenant
    created_at     timestamptz not null,
    needs_approval boolean     not null,   -- without effect until somebody else approved
    approved_by    uuid,
    approved_at    timestamptz,
    ended_at       timestamptz,
    ended_by       uuid,                   -- null: it ended by itself
    ended_because  smallint    constraint suppressions_end_known check (ended_because between 1 and 6), -- lifted, refused, expired, fixed, code changed, severity changed
    constraint suppressions_pk primary key (tenant_id, id),
    constraint suppressions_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id),
    constraint suppressions_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id),
    constraint suppressions_scope_whole check (
        (scope <> 4) = (project_id is not null) and (scope = 1) = (finding_id is not null)
        and (scope = 2) = (path_pattern is not null) and (scope = 2) = (path_regex is not null)
        and (scope in (3, 4)) = (rule_id is not null) and (scope in (3, 4)) = (scanner is not null)),
    constraint suppressions_wide_end_by_date check (scope = 1 or not (until_fixed or until_changed)),
    constraint suppressions_approved_whole check ((approved_by is null) = (approved_at is null) and (approved_by is null or needs_approval)),
    constraint suppressions_two_people check (approved_by <> created_by),
    constraint suppressions_ended_whole check ((ended_at is null) = (ended_because is null))
);
create index suppressions_of_finding on app.suppressions (tenant_id, finding_id) where finding_id is not null;
create index suppressions_wide on app.suppressions (tenant_id, project_id) where ended_at is null and scope > 1;
create index suppressions_expiring on app.suppressions (tenant_id, expires_at) where ended_at is null and expires_at is not null;
alter table app.suppressions enable row level security;
alter table app.suppressions no force row level security;
create policy tenant_isolation on app.suppressions
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.suppressions to secureobs_api;
grant update (approved_by, approved_at, ended_at, ended_by, ended_because) on app.suppressions to secureobs_api;  -- it ends, and is never edited

-- What scans say (detected) stands apart from what people say (triage) and from what is laid over both (suppression).
alter table app.findings
    add column kin bytea constraint findings_kin_length check (octet_length(kin) = 16),
    add column features bytea constraint findings_features_length check (octet_length(features) <= 4096),
    add column rung smallint not null default 0 constraint findings_rung_known check (rung between 0 and 9),
    add column on_default boolean not null default false,          -- ever seen on the default branch
    add column detected boolean not null default true,             -- a scan still sees it
    add column last_seen_at timestamptz,
    add column resolved_at timestamptz,                            -- when scans stopped seeing it
    add column triage smallint not null default 0 constraint findings_triage_known check (triage between 0 and 2), -- open, in review, resolved
    add column triaged_at timestamptz,
    add column suppression_id uuid,
    add column suppression_kind smallint constraint findings_suppression_kind_known check (suppression_kind between 3 and 5),
    add column suppressed_until timestamptz,                       -- null: no date ends it
    add column tool_severity smallint constraint findings_tool_severity_known check (tool_severity between 0 and 5),
    add column severity_override smallint constraint findings_severity_override_known check (severity_override between 0 and 5),
    add column severity_reason text constraint findings_severity_reason_length check (length(severity_reason) between 1 and 2000),
    add column assignee uuid,                                      -- an actor id of the tenant
    add column due_at timestamptz,
    add column ignored_in_source text constraint findings_ignored_length check (length(ignored_in_source) <= 1000),
    add column package_url text constraint findings_package_url_length check (length(package_url) <= 1024),
    add column advisory text constraint findings_advisory_length check (length(advisory) <= 256),
    add column resource_address text constraint findings_resource_address_length check (length(resource_address) <= 1024),
    add constraint findings_suppression_whole check ((suppression_id is null) = (suppression_kind is null) and (suppression_id is not null or suppressed_until is null)),
    add constraint findings_override_has_reason check ((severity_override is null) = (severity_reason is null)),
    add constraint findings_suppression_fk foreign key (tenant_id, suppression_id) references app.suppressions (tenant_id, id);
update app.findings set tool_severity = severity, last_seen_at = first_seen_at;

-- What was suppressed stays so. Who did it stands in the trail; 'used in tests' is a won't fix.
insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, finding_id, until_fixed, until_changed, created_by, created_at, needs_approval)
select f.tenant_id, gen_random_uuid(), case f.suppression_reason when 1 then 3 when 3 then 5 else 4 end,
    coalesce(nullif(f.status_comment, ''), case f.suppression_reason when 3 then 'Used in tests' else 'No comment was given' end),
    1, f.project_id, f.id, false, false, '00000000-0000-0000-0000-000000000000', f.first_seen_at, false
from app.findings f where f.status = 1;
update app.findings f set suppression_id = s.id, suppression_kind = s.kind
from app.suppressions s where s.tenant_id = f.tenant_id and s.finding_id = f.id;

update app.findings f set on_default = true
from app.finding_presence i join app.scan_scopes s on s.tenant_id = i.tenant_id and s.id = i.scope_id
where i.tenant_id = f.tenant_id and i.finding_id = f.id and s.branch in ('', 'main', 'master', 'trunk');

drop index app.findings_of_project, app.findings_of_tenant;
alter table app.findings
    drop constraint findings_suppression_has_reason, drop constraint findings_status_known,
    drop column status, drop column suppression_reason, drop column status_comment;
-- 0 open, 1 in review, 2 resolved, 3 false positive, 4 risk accepted, 5 won't fix; what the clock ends is seen by suppressed_until.
alter table app.findings
    alter column tool_severity set not null, alter column last_seen_at set not null,
    add column status smallint not null generated always as (
        case when not detected then 2 when suppression_kind is not null then suppression_kind else triage end) stored;
create index findings_of_project on app.findings (tenant_id, project_id, status, severity, first_seen_at, id);
create index findings_of_tenant on app.findings (tenant_id, status, severity, first_seen_at, id);
create index findings_suppressed on app.findings (tenant_id, suppression_id) where suppression_id is not null;
create index findings_waking on app.findings (tenant_id, suppressed_until) where suppressed_until is not null;
create index findings_kin on app.findings (tenant_id, project_id, kin) where kin is not null;
grant delete on app.findings to secureobs_api;   -- of a finding that turned out to be another
grant update (fingerprint, kin, features, rung, on_default, detected, last_seen_at, resolved_at, triage, triaged_at,
    suppression_id, suppression_kind, suppressed_until, tool_severity, severity_override, severity_reason, assignee, due_at,
    ignored_in_source, file_path, rule_id, package_url, advisory, resource_address) on app.findings to secureobs_api;

-- Many fingerprints are one finding: code was edited or moved, a branch has it otherwise, or a person said so.
create table app.finding_fingerprints (
    tenant_id   uuid        not null,
    project_id  uuid        not null,
    fingerprint bytea       not null constraint finding_fingerprints_length check (octet_length(fingerprint) = 32),
    finding_id  uuid        not null,
    taught_by   uuid,                      -- an actor id of the tenant; null: recognised
    added_at    timestamptz not null,
    constraint finding_fingerprints_pk primary key (tenant_id, project_id, fingerprint),
    constraint finding_fingerprints_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index finding_fingerprints_finding on app.finding_fingerprints (tenant_id, finding_id);
alter table app.finding_fingerprints enable row level security;
alter table app.finding_fingerprints no force row level security;
insert into app.finding_fingerprints (tenant_id, project_id, fingerprint, finding_id, added_at)
select tenant_id, project_id, fingerprint, id, first_seen_at from app.findings;
create policy tenant_isolation on app.finding_fingerprints
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.finding_fingerprints to secureobs_api;
grant update (finding_id, taught_by) on app.finding_fingerprints to secureobs_api;
alter table app.findings drop constraint findings_fingerprint_uq;

-- A person said that this is not that finding: it is never recognised as it again.
create table app.finding_distinctions (
    tenant_id   uuid        not null,
    project_id  uuid        not null,
    fingerprint bytea       not null constraint finding_distinctions_length check (octet_length(fingerprint) = 32),
    finding_id  uuid        not null,
    taught_by   uuid        not null,
    added_at    timestamptz not null,
    constraint finding_distinctions_pk primary key (tenant_id, project_id, fingerprint, finding_id),
    constraint finding_distinctions_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index finding_distinctions_finding on app.finding_distinctions (tenant_id, finding_id);
alter table app.finding_distinctions enable row level security;
alter table app.finding_distinctions force row level security;
create policy tenant_isolation on app.finding_distinctions
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.finding_distinctions to secureobs_api;

-- Rules that got another name. Their findings stay what they are.
create table app.rule_aliases (
    tenant_id  uuid        not null constraint rule_aliases_tenant_fk references app.tenants (id),
    scanner    text        not null constraint rule_aliases_scanner_length check (length(scanner) between 1 and 64),
    old_rule   text        not null constraint rule_aliases_old_rule_length check (length(old_rule) between 1 and 256),
    new_rule   text        not null constraint rule_aliases_new_rule_length check (length(new_rule) between 1 and 256),
    created_by uuid        not null,
    created_at timestamptz not null,
    constraint rule_aliases_pk primary key (tenant_id, scanner, old_rule),
    constraint rule_aliases_differ check (old_rule <> new_rule)
);
alter table app.rule_aliases enable row level security;
alter table app.rule_aliases force row level security;
create policy tenant_isolation on app.rule_aliases
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.rule_aliases to secureobs_api;

-- Where a result's rows stand that differ from what is known of their findings, until the result is complete and they are recognised.
create table app.result_rows (
    tenant_id   uuid  not null,
    run_id      uuid  not null,
    scope_id    uuid  not null,
    finding_id  uuid  not null,
    fingerprint bytea not null constraint result_rows_fingerprint_length check (octet_length(fingerprint) = 32),
    features    bytea not null constraint result_rows_features_length check (octet_length(features) <= 4096),
    constraint result_rows_pk primary key (tenant_id, run_id, scope_id, finding_id),
    constraint result_rows_result_fk foreign key (tenant_id, run_id, scope_id) references app.scan_results (tenant_id, run_id, scope_id),
    constraint result_rows_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index result_rows_finding on app.result_rows (tenant_id, finding_id);
alter table app.result_rows enable row level security;
alter table app.result_rows force row level security;
create policy tenant_isolation on app.result_rows
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.result_rows to secureobs_api;
grant update (features, fingerprint) on app.result_rows to secureobs_api;

grant delete on app.finding_presence to secureobs_api;
grant update (from_seq) on app.finding_presence to secureobs_api;

alter table app.projects force row level security;
alter table app.runs force row level security;
alter table app.scan_scopes force row level security;
alter table app.scan_results force row level security;
alter table app.findings force row level security;
alter table app.finding_presence force row level security;
alter table app.finding_fingerprints force row level security;
alter table app.suppressions force row level security;
reset role;

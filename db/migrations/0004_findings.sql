-- Runs, what each scanner said in them, findings, and in which runs a finding was present.
set role secureobs_owner;

create table app.runs (
    tenant_id       uuid        not null,
    id              uuid        not null,
    project_id      uuid        not null,
    pipeline_run_id text        not null constraint runs_pipeline_run_id_length check (length(pipeline_run_id) between 1 and 256),
    branch          text        not null default '',   -- '' = the client did not say
    commit          text,
    pull_request    integer,
    opened_at       timestamptz not null,
    closed_at       timestamptz,
    constraint runs_pk primary key (tenant_id, id),
    constraint runs_pipeline_uq unique (tenant_id, project_id, pipeline_run_id),
    constraint runs_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
create index runs_newest on app.runs (tenant_id, project_id, opened_at, id);
create index runs_pipeline on app.runs (tenant_id, pipeline_run_id);
alter table app.runs enable row level security;
alter table app.runs force row level security;
create policy tenant_isolation on app.runs
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.runs to secureobs_api;
grant update (branch, commit, pull_request, closed_at) on app.runs to secureobs_api;

-- A scope is what one scanner looks at again and again: (project, branch, scanner, target). Its results are numbered.
create table app.scan_scopes (
    tenant_id  uuid    not null,
    id         uuid    not null,
    project_id uuid    not null,
    branch     text    not null,
    scanner    text    not null,
    target     text    not null,
    last_seq   integer not null,
    constraint scan_scopes_pk primary key (tenant_id, id),
    constraint scan_scopes_uq unique (tenant_id, project_id, branch, scanner, target),
    constraint scan_scopes_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
alter table app.scan_scopes enable row level security;
alter table app.scan_scopes force row level security;
create policy tenant_isolation on app.scan_scopes
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.scan_scopes to secureobs_api;
grant update (last_seq) on app.scan_scopes to secureobs_api;

-- What one scanner said in one run: number seq of its scope.
create table app.scan_results (
    tenant_id             uuid        not null,
    run_id                uuid        not null,
    scope_id              uuid        not null,
    seq                   integer     not null,
    status                smallint    not null constraint scan_results_status_known check (status between 0 and 2),
    version               text,
    findings              integer     not null,
    duration_milliseconds bigint      not null,
    message               text,
    reported_at           timestamptz not null,
    constraint scan_results_pk primary key (tenant_id, run_id, scope_id),
    constraint scan_results_seq_uq unique (tenant_id, scope_id, seq),
    constraint scan_results_run_fk foreign key (tenant_id, run_id) references app.runs (tenant_id, id),
    constraint scan_results_scope_fk foreign key (tenant_id, scope_id) references app.scan_scopes (tenant_id, id)
);
alter table app.scan_results enable row level security;
alter table app.scan_results force row level security;
create policy tenant_isolation on app.scan_results
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.scan_results to secureobs_api;
grant update (status, version, findings, duration_milliseconds, message, reported_at) on app.scan_results to secureobs_api;

create table app.findings (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    project_id         uuid        not null,
    fingerprint        bytea       not null constraint findings_fingerprint_length check (octet_length(fingerprint) = 32),
    content_hash       bytea       not null constraint findings_content_hash_length check (octet_length(content_hash) = 16),
    scanner            text        not null,
    rule_id            text        not null,
    severity           smallint    not null constraint findings_severity_known check (severity between 0 and 5),
    status             smallint    not null constraint findings_status_known check (status between 0 and 1),
    file_path          text,
    start_line         integer,
    end_line           integer,
    description        text,
    snippet            text,
    cwe                text[]      not null,
    owasp              text[]      not null,
    first_run          text        not null,           -- the pipeline run id that brought it; '' = none was named
    first_seen_at      timestamptz not null,
    suppression_reason smallint    constraint findings_suppression_reason_known check (suppression_reason between 1 and 4),
    status_comment     text,
    constraint findings_pk primary key (tenant_id, id),
    constraint findings_fingerprint_uq unique (tenant_id, project_id, fingerprint),
    constraint findings_suppression_has_reason check ((status = 1) = (suppression_reason is not null)),
    constraint findings_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
-- Read backwards they serve "worst and newest first", in one project and over all.
create index findings_of_project on app.findings (tenant_id, project_id, status, severity, first_seen_at, id);
create index findings_of_tenant on app.findings (tenant_id, status, severity, first_seen_at, id);
alter table app.findings enable row level security;
alter table app.findings force row level security;
create policy tenant_isolation on app.findings
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.findings to secureobs_api;
grant update (content_hash, severity, start_line, end_line, description, snippet, cwe, owasp,
    status, suppression_reason, status_comment) on app.findings to secureobs_api;

-- Presence as intervals of a scope's results: seen in every result from_seq to to_seq. No row per finding and run.
create table app.finding_presence (
    tenant_id  uuid    not null,
    scope_id   uuid    not null,
    finding_id uuid    not null,
    from_seq   integer not null,
    to_seq     integer not null,
    constraint finding_presence_pk primary key (tenant_id, scope_id, finding_id, from_seq),
    constraint finding_presence_order check (from_seq <= to_seq),
    constraint finding_presence_scope_fk foreign key (tenant_id, scope_id) references app.scan_scopes (tenant_id, id),
    constraint finding_presence_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
) with (fillfactor = 80);                              -- to_seq stands in no index: extending an interval stays on its page
create index finding_presence_finding on app.finding_presence (tenant_id, finding_id);
alter table app.finding_presence enable row level security;
alter table app.finding_presence force row level security;
create policy tenant_isolation on app.finding_presence
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.finding_presence to secureobs_api;
grant update (to_seq) on app.finding_presence to secureobs_api;

reset role;

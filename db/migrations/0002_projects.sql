-- Projects, the catalogue of scanners, and which of them a project runs.
set role secureobs_owner;

-- A catalogue: the same for every tenant, read-only to the runtime role.
create table app.scanners (
    key         text     not null constraint scanners_pk primary key,
    name        text     not null,
    description text     not null,
    position    smallint not null,                 -- order of execution unless the project says otherwise
    hidden      boolean  not null default false    -- reports are accepted, nothing runs it
);
grant select on app.scanners to secureobs_api;
insert into app.scanners (key, name, description, position, hidden) values
    ('semgrep',         'Semgrep',      'Code patterns in many languages',                          1, false),
    ('gitleaks',        'Gitleaks',     'Secrets in files',                                         2, false),
    ('trivy',           'Trivy',        'Vulnerable packages, misconfiguration, secrets',           3, false),
    ('bandit',          'Bandit',       'Python code',                                              4, false),
    ('checkov',         'Checkov',      'Infrastructure as code',                                   5, false),
    ('osv-scanner',     'OSV-Scanner',  'Vulnerable packages from lock files',                      6, false),
    ('eslint-security', 'ESLint security', 'JavaScript code, with eslint-plugin-security',          7, false),
    ('devskim',         'DevSkim',      'Risky calls and settings in many languages',               8, false),
    ('codeql',          'CodeQL',       'Imported reports',                                         9, true),
    ('sonarqube',       'SonarQube',    'Imported reports',                                        10, true),
    ('snyk',            'Snyk',         'Imported reports',                                        11, true),
    ('owasp-zap',       'OWASP ZAP',    'Imported reports',                                        12, true);

create table app.projects (
    tenant_id   uuid        not null constraint projects_tenant_fk references app.tenants (id),
    id          uuid        not null,
    name        text        not null constraint projects_name_length check (length(name) between 1 and 120),
    gate_policy smallint    not null constraint projects_gate_policy_known check (gate_policy between 0 and 2),
    created_at  timestamptz not null,
    constraint projects_pk primary key (tenant_id, id),
    constraint projects_name_uq unique (tenant_id, name)
);
alter table app.projects enable row level security;
alter table app.projects force row level security;
create policy tenant_isolation on app.projects
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.projects to secureobs_api;
grant update (name, gate_policy) on app.projects to secureobs_api;

create table app.project_scanners (
    tenant_id   uuid     not null,
    project_id  uuid     not null,
    scanner_key text     not null constraint project_scanners_scanner_fk references app.scanners (key),
    position    smallint not null,
    config      jsonb,                             -- an object of strings for the driver, or null
    constraint project_scanners_pk primary key (tenant_id, project_id, scanner_key),
    constraint project_scanners_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
alter table app.project_scanners enable row level security;
alter table app.project_scanners force row level security;
create policy tenant_isolation on app.project_scanners
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.project_scanners to secureobs_api;
grant update (position, config) on app.project_scanners to secureobs_api;

reset role;

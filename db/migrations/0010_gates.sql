-- Policies of the gate in full, and verdicts that can be explained and decided again later. Neither is ever edited.
set role secureobs_owner;

create table app.gate_policies (
    tenant_id  uuid        not null,
    project_id uuid        not null,
    version    integer     not null constraint gate_policies_version_starts_at_one check (version >= 1),
    document   jsonb       not null constraint gate_policies_document_length check (length(document::text) <= 100000),
    digest     bytea       not null constraint gate_policies_digest_length check (octet_length(digest) = 32),  -- of its canonical text
    created_by uuid        not null,    -- an actor id of the tenant
    created_at timestamptz not null,
    constraint gate_policies_pk primary key (tenant_id, project_id, version),
    constraint gate_policies_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
alter table app.gate_policies enable row level security;
alter table app.gate_policies force row level security;
create policy tenant_isolation on app.gate_policies
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.gate_policies to secureobs_api;

-- What was decided about a run. The same findings under the same policy are one verdict; after triage it is another one.
create table app.gate_verdicts (
    tenant_id      uuid        not null,
    id             uuid        not null,
    project_id     uuid        not null,
    run_id         uuid        not null,
    policy_version integer     not null constraint gate_verdicts_version_known check (policy_version >= 0),   -- 0: one of the published three
    policy_digest  bytea       not null constraint gate_verdicts_policy_digest_length check (octet_length(policy_digest) = 32),
    document       jsonb       not null constraint gate_verdicts_document_length check (length(document::text) <= 100000),    -- the policy, because version 0 has no row of its own
    input          bytea       not null constraint gate_verdicts_input_length check (octet_length(input) <= 67108864),  -- what was looked at: JSON, gzip
    digest         bytea       not null constraint gate_verdicts_digest_length check (octet_length(digest) = 32),
    blocked        boolean     not null,
    decided_at     timestamptz not null,
    envelope       text        constraint gate_verdicts_envelope_length check (length(envelope) <= 100000), -- DSSE, null: not signed
    constraint gate_verdicts_pk primary key (tenant_id, id),
    constraint gate_verdicts_uq unique (tenant_id, run_id, policy_version, policy_digest, digest),
    constraint gate_verdicts_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id),
    constraint gate_verdicts_run_fk foreign key (tenant_id, run_id) references app.runs (tenant_id, id)
);
create index gate_verdicts_of_run on app.gate_verdicts (tenant_id, run_id, decided_at, id);
alter table app.gate_verdicts enable row level security;
alter table app.gate_verdicts force row level security;
create policy tenant_isolation on app.gate_verdicts
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.gate_verdicts to secureobs_api;

reset role;

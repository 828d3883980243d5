-- What Terraform plans say of an infrastructure, as a graph, and the attack paths in it (docs/graph.md). An analysis is written once
-- and as a whole; when there are newer ones of the same root and branch it is deleted as a whole.
set role secureobs_owner;

create table app.infrastructure_analyses (
    tenant_id         uuid        not null,
    id                uuid        not null,
    project_id        uuid        not null,
    run_id            uuid        not null,
    root              text        not null constraint infrastructure_analyses_root_length check (length(root) <= 40),   -- '' when the sender names none
    is_static         boolean     not null,                                                                             -- read from HCL, without Terraform
    plan_digest       bytea       not null constraint infrastructure_analyses_digest_length check (length(plan_digest) = 32),
    terraform_version text        constraint infrastructure_analyses_terraform_length check (length(terraform_version) <= 40),
    source_revision   text        constraint infrastructure_analyses_revision_length check (length(source_revision) <= 256),
    resources         integer     not null,
    edges             integer     not null,
    paths             integer     not null,
    paths_truncated   boolean     not null,
    warnings          text[]      not null constraint infrastructure_analyses_warnings_length check (coalesce(array_length(warnings, 1), 0) <= 200),
    created_at        timestamptz not null,
    constraint infrastructure_analyses_pk primary key (tenant_id, id),
    constraint infrastructure_analyses_run_uq unique (tenant_id, run_id, root),
    constraint infrastructure_analyses_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id),
    constraint infrastructure_analyses_run_fk foreign key (tenant_id, run_id) references app.runs (tenant_id, id)
);
create index infrastructure_analyses_newest_ix on app.infrastructure_analyses (tenant_id, project_id, created_at desc, id desc);
alter table app.infrastructure_analyses enable row level security;
alter table app.infrastructure_analyses force row level security;
create policy tenant_isolation on app.infrastructure_analyses
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.infrastructure_analyses to secureobs_api;

create table app.infrastructure_nodes (
    tenant_id   uuid     not null,
    analysis_id uuid     not null,
    number      integer  not null,
    address     text     not null constraint infrastructure_nodes_address_length check (length(address) <= 1024),
    type        text     not null constraint infrastructure_nodes_type_length check (length(type) <= 256),     -- '' where attacks begin
    kind        smallint not null,
    exposure    smallint not null,
    asset       smallint not null,
    parent      integer,                                                                                       -- the node that contains it most closely
    actions     text     not null constraint infrastructure_nodes_actions_length check (length(actions) <= 60),   -- of the plan, with a space between
    attributes  jsonb    not null constraint infrastructure_nodes_attributes_length check (length(attributes::text) <= 1048576),   -- of the allowlist
    unknown     text[]   not null constraint infrastructure_nodes_unknown_length check (coalesce(array_length(unknown, 1), 0) <= 2000),   -- known only after apply
    redacted    text[]   not null constraint infrastructure_nodes_redacted_length check (coalesce(array_length(redacted, 1), 0) <= 2000),   -- stayed on the machine
    constraint infrastructure_nodes_pk primary key (tenant_id, analysis_id, number),
    constraint infrastructure_nodes_analysis_fk foreign key (tenant_id, analysis_id) references app.infrastructure_analyses (tenant_id, id)
);
create index infrastructure_nodes_parent_ix on app.infrastructure_nodes (tenant_id, analysis_id, parent, number);
alter table app.infrastructure_nodes enable row level security;
alter table app.infrastructure_nodes force row level security;
create policy tenant_isolation on app.infrastructure_nodes
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.infrastructure_nodes to secureobs_api;

create table app.infrastructure_edges (
    tenant_id   uuid     not null,
    analysis_id uuid     not null,
    number      integer  not null,
    source      integer  not null,   -- numbers of nodes
    target      integer  not null,
    family      smallint not null,
    verb        smallint not null,
    evidence    smallint not null,
    ports       text     not null constraint infrastructure_edges_ports_length check (length(ports) <= 1024),
    detail      text     not null constraint infrastructure_edges_detail_length check (length(detail) <= 256),
    basis       text[]   not null constraint infrastructure_edges_basis_length check (coalesce(array_length(basis, 1), 0) <= 64),   -- address, attribute, address, attribute, …
    constraint infrastructure_edges_pk primary key (tenant_id, analysis_id, number),
    constraint infrastructure_edges_analysis_fk foreign key (tenant_id, analysis_id) references app.infrastructure_analyses (tenant_id, id)
);
create index infrastructure_edges_source_ix on app.infrastructure_edges (tenant_id, analysis_id, source);
create index infrastructure_edges_target_ix on app.infrastructure_edges (tenant_id, analysis_id, target);
alter table app.infrastructure_edges enable row level security;
alter table app.infrastructure_edges force row level security;
create policy tenant_isolation on app.infrastructure_edges
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.infrastructure_edges to secureobs_api;

create table app.attack_paths (
    tenant_id      uuid             not null,
    analysis_id    uuid             not null,
    number         integer          not null,   -- the most plausible first
    shape          bytea            not null constraint attack_paths_shape_length check (length(shape) = 16),
    hops           integer[]        not null,   -- numbers of edges
    asset          smallint         not null,
    evidence       smallint         not null,
    score_entry    double precision not null,   -- each of 0 to 1
    score_hops     double precision not null,
    score_evidence double precision not null,
    score_target   double precision not null,
    alike          integer          not null,
    constraint attack_paths_pk primary key (tenant_id, analysis_id, number),
    constraint attack_paths_analysis_fk foreign key (tenant_id, analysis_id) references app.infrastructure_analyses (tenant_id, id)
);
alter table app.attack_paths enable row level security;
alter table app.attack_paths force row level security;
create policy tenant_isolation on app.attack_paths
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.attack_paths to secureobs_api;

create table app.attack_chokepoints (
    tenant_id   uuid    not null,
    analysis_id uuid    not null,
    number      integer not null,   -- what cuts most first
    edge        integer not null,
    cuts        integer not null,   -- pairs of entry and target
    paths       integer not null,
    constraint attack_chokepoints_pk primary key (tenant_id, analysis_id, number),
    constraint attack_chokepoints_analysis_fk foreign key (tenant_id, analysis_id) references app.infrastructure_analyses (tenant_id, id)
);
alter table app.attack_chokepoints enable row level security;
alter table app.attack_chokepoints force row level security;
create policy tenant_isolation on app.attack_chokepoints
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.attack_chokepoints to secureobs_api;

-- Findings of infrastructure code are looked up by the resource that they are about.
create index findings_resource_ix on app.findings (tenant_id, project_id, resource_address) where resource_address is not null;
reset role;

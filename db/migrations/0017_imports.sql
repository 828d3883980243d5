-- Large imports: how far each has come, so that it goes on where it broke off.
set role secureobs_owner;

create table app.imports (
    tenant_id  uuid        not null,
    id         uuid        not null,
    project_id uuid        not null,
    rows       integer     not null constraint imports_rows_positive check (rows >= 0),       -- taken so far; the next one has this number
    added      integer     not null,                                                          -- findings that were not known before
    merged     integer     not null,                                                          -- rows that were known, or stood twice in one part
    bytes      bigint      not null,
    started_at timestamptz not null,
    updated_at timestamptz not null,
    done_at    timestamptz,                                                                   -- null: more is to come
    constraint imports_pk primary key (tenant_id, id),
    constraint imports_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
alter table app.imports enable row level security;
alter table app.imports force row level security;
create policy tenant_isolation on app.imports
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.imports to secureobs_api;
grant update (rows, added, merged, bytes, updated_at, done_at) on app.imports to secureobs_api;
reset role;

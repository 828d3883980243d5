-- Views: what somebody asks of the findings again and again, by name.
set role secureobs_owner;

create table app.finding_views (
    tenant_id  uuid        not null constraint finding_views_tenant_fk references app.tenants (id),
    id         uuid        not null,
    owner_id   uuid        not null,   -- an actor id of the tenant; or the tenant itself: everybody's
    name       text        not null constraint finding_views_name_length check (length(name) between 1 and 80),
    filter     text        not null constraint finding_views_filter_length check (length(filter) <= 200000),   -- JSON, as a list would take it
    sort       text        constraint finding_views_sort_length check (length(sort) <= 20),
    direction  text        constraint finding_views_direction_length check (length(direction) <= 20),
    changed_by uuid        not null,   -- an actor id of the tenant
    changed_at timestamptz not null,
    constraint finding_views_pk primary key (tenant_id, id),
    constraint finding_views_name_uq unique (tenant_id, owner_id, name)
);
alter table app.finding_views enable row level security;
alter table app.finding_views force row level security;
create policy tenant_isolation on app.finding_views
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.finding_views to secureobs_api;
grant update (name, filter, sort, direction, changed_by, changed_at) on app.finding_views to secureobs_api;
reset role;

-- Audit: who did what, when. Append-only for the runtime role; a change and its entry are one transaction.
set role secureobs_owner;

create table app.audit (
    tenant_id  uuid        not null constraint audit_tenant_fk references app.tenants (id),
    id         uuid        not null,
    at         timestamptz not null,
    actor_kind smallint    not null constraint audit_actor_kind_known check (actor_kind between 1 and 3),
    actor_id   uuid        not null,     -- memberships.actor_id, api_keys.id, or the zero id for the system
    action     text        not null,
    subject_id uuid        not null,
    data       jsonb       not null,     -- before and after; never secrets, snippets or names of people
    constraint audit_pk primary key (tenant_id, id)
);
create index audit_subject on app.audit (tenant_id, subject_id, id);
alter table app.audit enable row level security;
alter table app.audit force row level security;
create policy tenant_isolation on app.audit
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.audit to secureobs_api;

reset role;

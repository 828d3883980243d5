-- How people steer findings: what wakes by the clock, comments, links, and changes of many that can be taken back.
set role secureobs_owner;

-- Door of the waker: which tenants have a suppression whose date has come. It learns ids of tenants, never what was suppressed.
grant usage on schema app, work to secureobs_door_waker;
grant select (tenant_id, ended_at, expires_at) on app.suppressions to secureobs_door_waker;
create policy door_waker on app.suppressions for select to secureobs_door_waker using (true);
create function work.tenants_to_wake(moment timestamptz) returns table (tenant uuid)
    language sql stable security definer
    set search_path = ''
    as $$ select distinct s.tenant_id from app.suppressions s where s.ended_at is null and s.expires_at <= moment $$;
revoke execute on function work.tenants_to_wake(timestamptz) from public;
grant execute on function work.tenants_to_wake(timestamptz) to secureobs_api;
grant create on schema work to secureobs_door_waker;
reset role;
alter function work.tenants_to_wake(timestamptz) owner to secureobs_door_waker;
set role secureobs_owner;
revoke create on schema work from secureobs_door_waker;

-- The finding of a comment or link may turn out to be another one: then they go with it.
create table app.finding_comments (
    tenant_id  uuid        not null,
    id         uuid        not null,
    finding_id uuid        not null,
    comment    text        not null constraint finding_comments_comment_length check (length(comment) between 1 and 4000),
    created_by uuid        not null,       -- an actor id of the tenant
    created_at timestamptz not null,
    constraint finding_comments_pk primary key (tenant_id, id),
    constraint finding_comments_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index finding_comments_finding on app.finding_comments (tenant_id, finding_id, id);
alter table app.finding_comments enable row level security;
alter table app.finding_comments force row level security;
create policy tenant_isolation on app.finding_comments
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.finding_comments to secureobs_api;
grant update (finding_id) on app.finding_comments to secureobs_api;

create table app.finding_links (
    tenant_id  uuid        not null,
    id         uuid        not null,
    finding_id uuid        not null,
    url        text        not null constraint finding_links_url_length check (length(url) between 9 and 1000),
    title      text        not null constraint finding_links_title_length check (length(title) between 1 and 200),
    created_by uuid        not null,
    created_at timestamptz not null,
    constraint finding_links_pk primary key (tenant_id, id),
    constraint finding_links_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index finding_links_finding on app.finding_links (tenant_id, finding_id, id);
alter table app.finding_links enable row level security;
alter table app.finding_links force row level security;
create policy tenant_isolation on app.finding_links
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.finding_links to secureobs_api;
grant update (finding_id) on app.finding_links to secureobs_api;

-- A change of many findings at once, and at each what was before: taking it back restores what is still as it left it.
create table app.finding_changes (
    tenant_id  uuid        not null constraint finding_changes_tenant_fk references app.tenants (id),
    id         uuid        not null,
    kind       smallint    not null constraint finding_changes_kind_known check (kind between 1 and 3),  -- status, assignee, severity
    created_by uuid        not null,
    created_at timestamptz not null,
    undone_by  uuid,
    undone_at  timestamptz,
    constraint finding_changes_pk primary key (tenant_id, id),
    constraint finding_changes_undone_whole check ((undone_by is null) = (undone_at is null))
);
alter table app.finding_changes enable row level security;
alter table app.finding_changes force row level security;
create policy tenant_isolation on app.finding_changes
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.finding_changes to secureobs_api;
grant update (undone_by, undone_at) on app.finding_changes to secureobs_api;

create table app.finding_change_items (
    tenant_id       uuid     not null,
    change_id       uuid     not null,
    finding_id      uuid     not null,
    triage_before   smallint not null,
    triage_after    smallint not null,
    suppressions_ended uuid[] not null,    -- of the finding itself, by this change
    suppression_made uuid,
    assignee_before uuid,
    assignee_after  uuid,
    override_before smallint,
    override_after  smallint,
    reason_before   text constraint finding_change_items_reason_before_length check (length(reason_before) <= 2000),
    reason_after    text constraint finding_change_items_reason_after_length check (length(reason_after) <= 2000),
    constraint finding_change_items_pk primary key (tenant_id, change_id, finding_id),
    constraint finding_change_items_change_fk foreign key (tenant_id, change_id) references app.finding_changes (tenant_id, id),
    constraint finding_change_items_finding_fk foreign key (tenant_id, finding_id) references app.findings (tenant_id, id)
);
create index finding_change_items_finding on app.finding_change_items (tenant_id, finding_id);
alter table app.finding_change_items enable row level security;
alter table app.finding_change_items force row level security;
create policy tenant_isolation on app.finding_change_items
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert, delete on app.finding_change_items to secureobs_api;

create index findings_of_assignee on app.findings (tenant_id, assignee) where assignee is not null;
create index findings_due on app.findings (tenant_id, due_at) where due_at is not null;
reset role;

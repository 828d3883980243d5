-- How many findings there are and how many came and went each day, so that no page counts them
-- (docs/decisions/0012-count-findings-when-they-change.md). Every statement that changes what a finding counts as tells the
-- difference, and the transaction writes it at its end.
set role secureobs_owner;
alter table app.projects no force row level security;
alter table app.findings no force row level security;

-- Of a project; of all projects of the tenant that are not archived under the id that no project has, 00000000-….
create table app.finding_counts (
    tenant_id  uuid     not null constraint finding_counts_tenant_fk references app.tenants (id),
    project_id uuid     not null,
    scanner    text     not null constraint finding_counts_scanner_length check (length(scanner) <= 64),
    status     smallint not null constraint finding_counts_status_known check (status between 0 and 5),
    severity   smallint not null constraint finding_counts_severity_known check (severity between 0 and 5),
    findings   integer  not null,
    constraint finding_counts_pk primary key (tenant_id, project_id, scanner, status, severity)
) with (fillfactor = 50);                -- findings stands in no index: a change stays on its page
alter table app.finding_counts enable row level security;
alter table app.finding_counts no force row level security;
create policy tenant_isolation on app.finding_counts
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.finding_counts to secureobs_api;
grant update (findings) on app.finding_counts to secureobs_api;

-- Days are those of UTC. All that was opened less all that was closed is what is open or in review.
create table app.finding_days (
    tenant_id        uuid     not null constraint finding_days_tenant_fk references app.tenants (id),
    project_id       uuid     not null,  -- as above
    day              date     not null,
    severity         smallint not null constraint finding_days_severity_known check (severity between 0 and 5),
    opened           integer  not null,  -- became open or in review: new, seen again, no longer suppressed, of this severity now
    closed           integer  not null,  -- ceased to be
    added            integer  not null,  -- were not known before
    resolved         integer  not null,
    resolved_seconds bigint   not null,  -- from when they were first seen to when they were resolved, all together
    constraint finding_days_pk primary key (tenant_id, project_id, day, severity)
) with (fillfactor = 50);
alter table app.finding_days enable row level security;
alter table app.finding_days no force row level security;
create policy tenant_isolation on app.finding_days
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.finding_days to secureobs_api;
grant update (opened, closed, added, resolved, resolved_seconds) on app.finding_days to secureobs_api;

insert into app.finding_counts (tenant_id, project_id, scanner, status, severity, findings)
select f.tenant_id, f.project_id, f.scanner, f.status, f.severity, count(*) from app.findings f group by 1, 2, 3, 4, 5;

-- What is known of the past: when each came, and when those that are resolved or suppressed were last spoken of.
insert into app.finding_days (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds)
select t.tenant_id, t.project_id, (t.at at time zone 'UTC')::date, t.severity, sum(t.opened), sum(t.closed), sum(t.opened), sum(t.resolved), sum(t.seconds)
from (
    select f.tenant_id, f.project_id, f.first_seen_at as at, f.severity, 1 as opened, 0 as closed, 0 as resolved, 0::bigint as seconds from app.findings f
    union all
    select f.tenant_id, f.project_id, coalesce(f.resolved_at, f.triaged_at, f.first_seen_at), f.severity, 0, 1, (f.status = 2)::integer,
        case when f.status = 2 then extract(epoch from coalesce(f.resolved_at, f.triaged_at, f.first_seen_at) - f.first_seen_at)::bigint else 0 end
    from app.findings f where f.status > 1) t
group by 1, 2, 3, 4;

insert into app.finding_counts (tenant_id, project_id, scanner, status, severity, findings)
select c.tenant_id, '00000000-0000-0000-0000-000000000000', c.scanner, c.status, c.severity, sum(c.findings)
from app.finding_counts c join app.projects p on p.tenant_id = c.tenant_id and p.id = c.project_id and p.archived_at is null
group by 1, 3, 4, 5;
insert into app.finding_days (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds)
select d.tenant_id, '00000000-0000-0000-0000-000000000000', d.day, d.severity, sum(d.opened), sum(d.closed), sum(d.added), sum(d.resolved), sum(d.resolved_seconds)
from app.finding_days d join app.projects p on p.tenant_id = d.tenant_id and p.id = d.project_id and p.archived_at is null
group by 1, 3, 4;

alter table app.projects force row level security;
alter table app.findings force row level security;
alter table app.finding_counts force row level security;
alter table app.finding_days force row level security;
reset role;

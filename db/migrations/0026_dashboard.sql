-- Where a project's code is shown, and the runs of all projects in the order of their time.
set role secureobs_owner;
alter table app.projects
    add column source_link text,
    add constraint projects_source_link_length check (length(source_link) <= 500);
grant update (source_link) on app.projects to secureobs_api;
create index runs_of_tenant on app.runs (tenant_id, opened_at, id);
reset role;

-- What says the same is looked for in the same file alone. A rule that says one thing everywhere had its findings read by the thousand,
-- for each row of a report anew. The number is of the path, because a path may be too long for an index.
set role secureobs_owner;
alter table app.findings
    add column path_hash bigint generated always as (hashtextextended(coalesce(file_path, ''), 0)) stored;
drop index app.findings_kin;
create index findings_kin on app.findings (tenant_id, project_id, kin, path_hash) where kin is not null;
reset role;

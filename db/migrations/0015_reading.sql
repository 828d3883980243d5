-- What lists of findings are read by. Under row-level security only leakproof operators reach an index: see FindingPath.
set role secureobs_owner;
create index findings_paths on app.findings
    (tenant_id, status, (name(case when file_path is null then '' else file_path end)) collate "C", id);
create index findings_rules on app.findings (tenant_id, rule_id);
create index findings_scanners on app.findings (tenant_id, scanner);
create index findings_ignored on app.findings (tenant_id, id) where ignored_in_source is not null;
reset role;

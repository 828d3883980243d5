-- A keyed hash of the secret that a finding is about, so that equal secrets of a tenant are known as equal. The key is
-- not in the database. And the limits of free text: until now only the application kept them.
set role secureobs_owner;

alter table app.findings
    add column secret_hash bytea constraint findings_secret_hash_length check (octet_length(secret_hash) = 16);
create index findings_same_secret on app.findings (tenant_id, secret_hash) where secret_hash is not null;
grant update (secret_hash) on app.findings to secureobs_api;

alter table app.findings
    add constraint findings_scanner_length check (length(scanner) <= 64),
    add constraint findings_rule_id_length check (length(rule_id) <= 256),
    add constraint findings_file_path_length check (length(file_path) <= 1024),
    add constraint findings_description_length check (length(description) <= 16000),
    add constraint findings_snippet_length check (length(snippet) <= 4096),
    add constraint findings_cwe_length check (cardinality(cwe) <= 50 and length(array_to_string(cwe, '')) <= 10000),
    add constraint findings_owasp_length check (cardinality(owasp) <= 50 and length(array_to_string(owasp, '')) <= 10000),
    add constraint findings_first_run_length check (length(first_run) <= 256),
    add constraint findings_status_comment_length check (length(status_comment) <= 2000);
alter table app.runs
    add constraint runs_branch_length check (length(branch) <= 256),
    add constraint runs_commit_length check (length(commit) <= 64);
alter table app.scan_scopes
    add constraint scan_scopes_branch_length check (length(branch) <= 256),
    add constraint scan_scopes_scanner_length check (length(scanner) <= 64),
    add constraint scan_scopes_target_length check (length(target) <= 256);
alter table app.scan_results
    add constraint scan_results_version_length check (length(version) <= 100),
    add constraint scan_results_message_length check (length(message) <= 1000);
alter table work.people
    add constraint people_name_length check (length(name) <= 200),
    add constraint people_username_length check (length(username) <= 200);

reset role;

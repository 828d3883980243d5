-- Written from the catalogue by the tests; review its diff. To change it, add a migration.

create table app.api_keys
    tenant_id uuid not null
    id uuid not null
    project_id uuid
    name text not null
    public_part text not null
    secret_hash bytea not null
    created_by uuid not null
    created_at timestamp with time zone not null
    expires_at timestamp with time zone
    revoked_at timestamp with time zone
    last_used_at timestamp with time zone
    may_export boolean not null default false
    constraint api_keys_hash_length CHECK ((octet_length(secret_hash) = 32))
    constraint api_keys_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80)))
    constraint api_keys_public_part_length CHECK ((length(public_part) = 8))
    constraint api_keys_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint api_keys_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint api_keys_pk PRIMARY KEY (tenant_id, id)
    constraint api_keys_name_uq UNIQUE (tenant_id, name)
    CREATE INDEX api_keys_project ON app.api_keys USING btree (tenant_id, project_id)
    CREATE INDEX api_keys_secret_hash ON app.api_keys USING btree (secret_hash)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_api_key for all to secureobs_door_api_key using true with check true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_api_key
    grant select to secureobs_door_eraser
    grant update (last_used_at) to secureobs_door_api_key
    grant update (revoked_at) to secureobs_api

create table app.archive_parts
    tenant_id uuid not null
    archive_id uuid not null
    no integer not null
    bytes bytea not null
    constraint archive_parts_length CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 1048576)))
    constraint archive_parts_archive_fk FOREIGN KEY (tenant_id, archive_id) REFERENCES app.archives(tenant_id, id)
    constraint archive_parts_pk PRIMARY KEY (tenant_id, archive_id, no)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.archives
    tenant_id uuid not null
    id uuid not null
    asked_by uuid not null
    asked_at timestamp with time zone not null
    started_at timestamp with time zone
    finished_at timestamp with time zone
    failed_at timestamp with time zone
    rows bigint not null default 0
    bytes bigint not null default 0
    sha256 bytea
    expires_at timestamp with time zone not null
    constraint archives_end_once CHECK (((finished_at IS NULL) OR (failed_at IS NULL)))
    constraint archives_finished_whole CHECK (((finished_at IS NULL) = (sha256 IS NULL)))
    constraint archives_sha256_length CHECK ((octet_length(sha256) = 32))
    constraint archives_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint archives_pk PRIMARY KEY (tenant_id, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, finished_at, failed_at, expires_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (started_at, finished_at, failed_at, rows, bytes, sha256) to secureobs_api

create table app.attack_chokepoints
    tenant_id uuid not null
    analysis_id uuid not null
    number integer not null
    edge integer not null
    cuts integer not null
    paths integer not null
    constraint attack_chokepoints_analysis_fk FOREIGN KEY (tenant_id, analysis_id) REFERENCES app.infrastructure_analyses(tenant_id, id)
    constraint attack_chokepoints_pk PRIMARY KEY (tenant_id, analysis_id, number)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.attack_paths
    tenant_id uuid not null
    analysis_id uuid not null
    number integer not null
    shape bytea not null
    hops integer[] not null
    asset smallint not null
    evidence smallint not null
    score_entry double precision not null
    score_hops double precision not null
    score_evidence double precision not null
    score_target double precision not null
    alike integer not null
    constraint attack_paths_shape_length CHECK ((length(shape) = 16))
    constraint attack_paths_analysis_fk FOREIGN KEY (tenant_id, analysis_id) REFERENCES app.infrastructure_analyses(tenant_id, id)
    constraint attack_paths_pk PRIMARY KEY (tenant_id, analysis_id, number)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.audit
    tenant_id uuid not null
    id uuid not null
    at timestamp with time zone not null
    actor_kind smallint not null
    actor_id uuid not null
    action text not null
    subject_id uuid not null
    data jsonb not null
    xid bigint not null default ((pg_current_xact_id())::text)::bigint
    epoch bigint not null default app.audit_epoch()
    constraint audit_actor_kind_known CHECK (((actor_kind >= 1) AND (actor_kind <= 4))) NOT VALID
    constraint audit_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint audit_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX audit_action ON app.audit USING btree (tenant_id, action, id)
    CREATE INDEX audit_actor ON app.audit USING btree (tenant_id, actor_id, id)
    CREATE INDEX audit_subject ON app.audit USING btree (tenant_id, subject_id, id)
    CREATE INDEX audit_to_seal ON app.audit USING brin (epoch, xid) WITH (pages_per_range='32', autosummarize='on')
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_sealer for select to secureobs_door_sealer using true
    grant delete to secureobs_door_eraser
    grant insert (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data) to secureobs_api
    grant select (tenant_id, at, xid, epoch) to secureobs_door_sealer
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.audit_blocks
    tenant_id uuid not null
    no bigint not null
    closed_at timestamp with time zone not null
    epoch bigint not null
    xid_from bigint not null
    xid_to bigint not null
    count integer not null
    total bigint not null
    prev bytea not null
    root bytea not null
    hash bytea not null
    key_id text not null
    signature bytea not null
    ids uuid[] not null
    leaves bytea not null
    constraint audit_blocks_counts CHECK (((count >= 1) AND (total >= count) AND (cardinality(ids) = count) AND (octet_length(leaves) = (32 * count))))
    constraint audit_blocks_hash_length CHECK ((octet_length(hash) = 32))
    constraint audit_blocks_key_id_length CHECK ((length(key_id) = 16))
    constraint audit_blocks_no_starts_at_one CHECK ((no >= 1))
    constraint audit_blocks_prev_length CHECK ((octet_length(prev) = 32))
    constraint audit_blocks_range CHECK ((xid_from < xid_to))
    constraint audit_blocks_root_length CHECK ((octet_length(root) = 32))
    constraint audit_blocks_signature_length CHECK ((octet_length(signature) = 64))
    constraint audit_blocks_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint audit_blocks_pk PRIMARY KEY (tenant_id, no)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.audit_cuts
    tenant_id uuid not null
    no bigint not null
    total bigint not null
    hash bytea not null
    closed_at timestamp with time zone not null
    cut_at timestamp with time zone not null
    key_id text not null
    signature bytea not null
    constraint audit_cuts_hash_length CHECK ((octet_length(hash) = 32))
    constraint audit_cuts_key_id_length CHECK ((length(key_id) = 16))
    constraint audit_cuts_no_starts_at_one CHECK ((no >= 1))
    constraint audit_cuts_signature_length CHECK ((octet_length(signature) = 64))
    constraint audit_cuts_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint audit_cuts_pk PRIMARY KEY (tenant_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant insert to secureobs_door_eraser
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (no, total, hash, closed_at, cut_at, key_id, signature) to secureobs_door_eraser

create table app.checkpoint_deliveries
    tenant_id uuid not null
    sink smallint not null
    no bigint
    delivered_at timestamp with time zone
    failing_since timestamp with time zone
    failure text
    constraint checkpoint_deliveries_failure_length CHECK ((length(failure) <= 200))
    constraint checkpoint_deliveries_sink_known CHECK (((sink >= 1) AND (sink <= 3)))
    constraint checkpoint_deliveries_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint checkpoint_deliveries_pk PRIMARY KEY (tenant_id, sink)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (no, delivered_at, failing_since, failure) to secureobs_api

create table app.checkpoint_webhooks
    tenant_id uuid not null
    url text not null
    changed_at timestamp with time zone not null
    constraint checkpoint_webhooks_url_length CHECK (((length(url) >= 9) AND (length(url) <= 1000)))
    constraint checkpoint_webhooks_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint checkpoint_webhooks_pk PRIMARY KEY (tenant_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (url, changed_at) to secureobs_api

create table app.finding_change_items
    tenant_id uuid not null
    change_id uuid not null
    finding_id uuid not null
    triage_before smallint not null
    triage_after smallint not null
    suppressions_ended uuid[] not null
    suppression_made uuid
    assignee_before uuid
    assignee_after uuid
    override_before smallint
    override_after smallint
    reason_before text
    reason_after text
    constraint finding_change_items_reason_after_length CHECK ((length(reason_after) <= 2000))
    constraint finding_change_items_reason_before_length CHECK ((length(reason_before) <= 2000))
    constraint finding_change_items_change_fk FOREIGN KEY (tenant_id, change_id) REFERENCES app.finding_changes(tenant_id, id)
    constraint finding_change_items_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint finding_change_items_pk PRIMARY KEY (tenant_id, change_id, finding_id)
    CREATE INDEX finding_change_items_finding ON app.finding_change_items USING btree (tenant_id, finding_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.finding_changes
    tenant_id uuid not null
    id uuid not null
    kind smallint not null
    created_by uuid not null
    created_at timestamp with time zone not null
    undone_by uuid
    undone_at timestamp with time zone
    constraint finding_changes_kind_known CHECK (((kind >= 1) AND (kind <= 3)))
    constraint finding_changes_undone_whole CHECK (((undone_by IS NULL) = (undone_at IS NULL)))
    constraint finding_changes_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint finding_changes_pk PRIMARY KEY (tenant_id, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (undone_by, undone_at) to secureobs_api

create table app.finding_comments
    tenant_id uuid not null
    id uuid not null
    finding_id uuid not null
    comment text not null
    created_by uuid not null
    created_at timestamp with time zone not null
    constraint finding_comments_comment_length CHECK (((length(comment) >= 1) AND (length(comment) <= 4000)))
    constraint finding_comments_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint finding_comments_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX finding_comments_finding ON app.finding_comments USING btree (tenant_id, finding_id, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (finding_id) to secureobs_api

create table app.finding_counts with (fillfactor=50)
    tenant_id uuid not null
    project_id uuid not null
    scanner text not null
    status smallint not null
    severity smallint not null
    findings integer not null
    constraint finding_counts_scanner_length CHECK ((length(scanner) <= 64))
    constraint finding_counts_severity_known CHECK (((severity >= 0) AND (severity <= 5)))
    constraint finding_counts_status_known CHECK (((status >= 0) AND (status <= 5)))
    constraint finding_counts_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint finding_counts_pk PRIMARY KEY (tenant_id, project_id, scanner, status, severity)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (findings) to secureobs_api

create table app.finding_days with (fillfactor=50)
    tenant_id uuid not null
    project_id uuid not null
    day date not null
    severity smallint not null
    opened integer not null
    closed integer not null
    added integer not null
    resolved integer not null
    resolved_seconds bigint not null
    retired integer not null default 0
    constraint finding_days_severity_known CHECK (((severity >= 0) AND (severity <= 5)))
    constraint finding_days_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint finding_days_pk PRIMARY KEY (tenant_id, project_id, day, severity)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (opened, closed, added, resolved, resolved_seconds, retired) to secureobs_api

create table app.finding_fingerprints
    tenant_id uuid not null
    project_id uuid not null
    fingerprint bytea not null
    finding_id uuid not null
    taught_by uuid
    added_at timestamp with time zone not null
    constraint finding_fingerprints_length CHECK ((octet_length(fingerprint) = 32))
    constraint finding_fingerprints_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint finding_fingerprints_pk PRIMARY KEY (tenant_id, project_id, fingerprint)
    CREATE INDEX finding_fingerprints_finding ON app.finding_fingerprints USING btree (tenant_id, finding_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (finding_id, taught_by) to secureobs_api

create table app.finding_links
    tenant_id uuid not null
    id uuid not null
    finding_id uuid not null
    url text not null
    title text not null
    created_by uuid not null
    created_at timestamp with time zone not null
    constraint finding_links_title_length CHECK (((length(title) >= 1) AND (length(title) <= 200)))
    constraint finding_links_url_length CHECK (((length(url) >= 9) AND (length(url) <= 1000)))
    constraint finding_links_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint finding_links_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX finding_links_finding ON app.finding_links USING btree (tenant_id, finding_id, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (finding_id) to secureobs_api

create table app.finding_views
    tenant_id uuid not null
    id uuid not null
    owner_id uuid not null
    name text not null
    filter text not null
    sort text
    direction text
    changed_by uuid not null
    changed_at timestamp with time zone not null
    constraint finding_views_direction_length CHECK ((length(direction) <= 20))
    constraint finding_views_filter_length CHECK ((length(filter) <= 200000))
    constraint finding_views_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80)))
    constraint finding_views_sort_length CHECK ((length(sort) <= 20))
    constraint finding_views_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint finding_views_pk PRIMARY KEY (tenant_id, id)
    constraint finding_views_name_uq UNIQUE (tenant_id, owner_id, name)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (name, filter, sort, direction, changed_by, changed_at) to secureobs_api

create table app.findings
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    fingerprint bytea not null
    content_hash bytea not null
    scanner text not null
    rule_id text not null
    severity smallint not null
    file_path text
    start_line integer
    end_line integer
    description text
    snippet text
    cwe text[] not null
    owasp text[] not null
    first_run text not null
    first_seen_at timestamp with time zone not null
    secret_hash bytea
    kin bytea
    features bytea
    rung smallint not null default 0
    on_default boolean not null default false
    detected boolean not null default true
    resolved_at timestamp with time zone
    triage smallint not null default 0
    triaged_at timestamp with time zone
    suppression_id uuid
    suppression_kind smallint
    suppressed_until timestamp with time zone
    tool_severity smallint not null
    severity_override smallint
    severity_reason text
    assignee uuid
    due_at timestamp with time zone
    ignored_in_source text
    package_url text
    advisory text
    resource_address text
    status smallint not null default 
CASE
    WHEN (NOT detected) THEN 2
    WHEN (suppression_kind IS NOT NULL) THEN (suppression_kind)::integer
    ELSE (triage)::integer
END
    description_hash bigint default hashtextextended(description, (0)::bigint)
    path_hash bigint default hashtextextended(COALESCE(file_path, ''::text), (0)::bigint)
    constraint findings_advisory_length CHECK ((length(advisory) <= 256))
    constraint findings_content_hash_length CHECK ((octet_length(content_hash) = 16))
    constraint findings_cwe_length CHECK (((cardinality(cwe) <= 50) AND (length(array_to_string(cwe, ''::text)) <= 10000)))
    constraint findings_description_length CHECK ((length(description) <= 16000))
    constraint findings_features_length CHECK ((octet_length(features) <= 4096))
    constraint findings_file_path_length CHECK ((length(file_path) <= 1024))
    constraint findings_fingerprint_length CHECK ((octet_length(fingerprint) = 32))
    constraint findings_first_run_length CHECK ((length(first_run) <= 256))
    constraint findings_ignored_length CHECK ((length(ignored_in_source) <= 1000))
    constraint findings_kin_length CHECK ((octet_length(kin) = 16))
    constraint findings_override_has_reason CHECK (((severity_override IS NULL) = (severity_reason IS NULL)))
    constraint findings_owasp_length CHECK (((cardinality(owasp) <= 50) AND (length(array_to_string(owasp, ''::text)) <= 10000)))
    constraint findings_package_url_length CHECK ((length(package_url) <= 1024))
    constraint findings_resource_address_length CHECK ((length(resource_address) <= 1024))
    constraint findings_rule_id_length CHECK ((length(rule_id) <= 256))
    constraint findings_rung_known CHECK (((rung >= 0) AND (rung <= 9)))
    constraint findings_scanner_length CHECK ((length(scanner) <= 64))
    constraint findings_secret_hash_length CHECK ((octet_length(secret_hash) = 16))
    constraint findings_severity_known CHECK (((severity >= 0) AND (severity <= 5)))
    constraint findings_severity_override_known CHECK (((severity_override >= 0) AND (severity_override <= 5)))
    constraint findings_severity_reason_length CHECK (((length(severity_reason) >= 1) AND (length(severity_reason) <= 2000)))
    constraint findings_snippet_length CHECK ((length(snippet) <= 4096))
    constraint findings_suppression_kind_known CHECK (((suppression_kind >= 3) AND (suppression_kind <= 5)))
    constraint findings_suppression_whole CHECK ((((suppression_id IS NULL) = (suppression_kind IS NULL)) AND ((suppression_id IS NOT NULL) OR (suppressed_until IS NULL))))
    constraint findings_tool_severity_known CHECK (((tool_severity >= 0) AND (tool_severity <= 5)))
    constraint findings_triage_known CHECK (((triage >= 0) AND (triage <= 2)))
    constraint findings_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint findings_suppression_fk FOREIGN KEY (tenant_id, suppression_id) REFERENCES app.suppressions(tenant_id, id)
    constraint findings_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX findings_descriptions ON app.findings USING btree (tenant_id, description_hash)
    CREATE INDEX findings_due ON app.findings USING btree (tenant_id, due_at) WHERE (due_at IS NOT NULL)
    CREATE INDEX findings_ignored ON app.findings USING btree (tenant_id, id) WHERE (ignored_in_source IS NOT NULL)
    CREATE INDEX findings_kin ON app.findings USING btree (tenant_id, project_id, kin, path_hash) WHERE (kin IS NOT NULL)
    CREATE INDEX findings_of_assignee ON app.findings USING btree (tenant_id, assignee) WHERE (assignee IS NOT NULL)
    CREATE INDEX findings_of_project ON app.findings USING btree (tenant_id, project_id, status, severity, first_seen_at, id)
    CREATE INDEX findings_of_tenant ON app.findings USING btree (tenant_id, status, severity, first_seen_at, id)
    CREATE INDEX findings_paths ON app.findings USING btree (tenant_id, status, name(
CASE
    WHEN (file_path IS NULL) THEN ''::text
    ELSE file_path
END) COLLATE "C", id)
    CREATE INDEX findings_resource_ix ON app.findings USING btree (tenant_id, project_id, resource_address) WHERE (resource_address IS NOT NULL)
    CREATE INDEX findings_rules ON app.findings USING btree (tenant_id, rule_id)
    CREATE INDEX findings_same_secret ON app.findings USING btree (tenant_id, secret_hash) WHERE (secret_hash IS NOT NULL)
    CREATE INDEX findings_scanners ON app.findings USING btree (tenant_id, scanner)
    CREATE INDEX findings_suppressed ON app.findings USING btree (tenant_id, suppression_id) WHERE (suppression_id IS NOT NULL)
    CREATE INDEX findings_waking ON app.findings USING btree (tenant_id, suppressed_until) WHERE (suppressed_until IS NOT NULL)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (fingerprint, content_hash, rule_id, severity, ........pg.dropped.9........, file_path, start_line, end_line, description, snippet, cwe, owasp, ........pg.dropped.19........, ........pg.dropped.20........, secret_hash, kin, features, rung, on_default, detected, ........pg.dropped.27........, resolved_at, triage, triaged_at, suppression_id, suppression_kind, suppressed_until, tool_severity, severity_override, severity_reason, assignee, due_at, ignored_in_source, package_url, advisory, resource_address) to secureobs_api
    grant update (suppression_id, suppression_kind, suppressed_until) to secureobs_door_eraser

create table app.former_members
    tenant_id uuid not null
    actor_id uuid not null
    person_id uuid not null
    left_at timestamp with time zone not null
    constraint former_members_person_fk FOREIGN KEY (person_id) REFERENCES work.people(id)
    constraint former_members_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint former_members_pk PRIMARY KEY (tenant_id, actor_id)
    CREATE INDEX former_members_person ON app.former_members USING btree (person_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_person for select to secureobs_door_person using true
    policy door_eraser for select to secureobs_door_eraser using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant select to secureobs_door_person

create table app.gate_policies
    tenant_id uuid not null
    project_id uuid not null
    version integer not null
    document jsonb not null
    digest bytea not null
    created_by uuid not null
    created_at timestamp with time zone not null
    constraint gate_policies_digest_length CHECK ((octet_length(digest) = 32))
    constraint gate_policies_document_length CHECK ((length((document)::text) <= 100000))
    constraint gate_policies_version_starts_at_one CHECK ((version >= 1))
    constraint gate_policies_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint gate_policies_pk PRIMARY KEY (tenant_id, project_id, version)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.gate_verdicts
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    run_id uuid not null
    policy_version integer not null
    policy_digest bytea not null
    document jsonb not null
    input bytea not null
    digest bytea not null
    blocked boolean not null
    decided_at timestamp with time zone not null
    envelope text
    constraint gate_verdicts_digest_length CHECK ((octet_length(digest) = 32))
    constraint gate_verdicts_document_length CHECK ((length((document)::text) <= 100000))
    constraint gate_verdicts_envelope_length CHECK ((length(envelope) <= 100000))
    constraint gate_verdicts_input_length CHECK ((octet_length(input) <= 67108864))
    constraint gate_verdicts_policy_digest_length CHECK ((octet_length(policy_digest) = 32))
    constraint gate_verdicts_version_known CHECK ((policy_version >= 0))
    constraint gate_verdicts_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint gate_verdicts_run_fk FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id)
    constraint gate_verdicts_pk PRIMARY KEY (tenant_id, id)
    constraint gate_verdicts_uq UNIQUE (tenant_id, run_id, policy_version, policy_digest, digest)
    CREATE INDEX gate_verdicts_of_run ON app.gate_verdicts USING btree (tenant_id, run_id, decided_at, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.imports
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    rows integer not null
    added integer not null
    merged integer not null
    bytes bigint not null
    started_at timestamp with time zone not null
    updated_at timestamp with time zone not null
    done_at timestamp with time zone
    run text
    constraint imports_rows_positive CHECK ((rows >= 0))
    constraint imports_run_length CHECK (((length(run) >= 1) AND (length(run) <= 256)))
    constraint imports_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint imports_pk PRIMARY KEY (tenant_id, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (rows, added, merged, bytes, updated_at, done_at) to secureobs_api

create table app.infrastructure_analyses
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    run_id uuid not null
    root text not null
    is_static boolean not null
    plan_digest bytea not null
    terraform_version text
    source_revision text
    resources integer not null
    edges integer not null
    paths integer not null
    paths_truncated boolean not null
    warnings text[] not null
    created_at timestamp with time zone not null
    constraint infrastructure_analyses_digest_length CHECK ((length(plan_digest) = 32))
    constraint infrastructure_analyses_revision_length CHECK ((length(source_revision) <= 256))
    constraint infrastructure_analyses_root_length CHECK ((length(root) <= 40))
    constraint infrastructure_analyses_terraform_length CHECK ((length(terraform_version) <= 40))
    constraint infrastructure_analyses_warnings_length CHECK ((COALESCE(array_length(warnings, 1), 0) <= 200))
    constraint infrastructure_analyses_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint infrastructure_analyses_run_fk FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id)
    constraint infrastructure_analyses_pk PRIMARY KEY (tenant_id, id)
    constraint infrastructure_analyses_run_uq UNIQUE (tenant_id, run_id, root)
    CREATE INDEX infrastructure_analyses_newest_ix ON app.infrastructure_analyses USING btree (tenant_id, project_id, created_at DESC, id DESC)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.infrastructure_edges
    tenant_id uuid not null
    analysis_id uuid not null
    number integer not null
    source integer not null
    target integer not null
    family smallint not null
    verb smallint not null
    evidence smallint not null
    ports text not null
    detail text not null
    basis text[] not null
    constraint infrastructure_edges_basis_length CHECK ((COALESCE(array_length(basis, 1), 0) <= 64))
    constraint infrastructure_edges_detail_length CHECK ((length(detail) <= 256))
    constraint infrastructure_edges_ports_length CHECK ((length(ports) <= 1024))
    constraint infrastructure_edges_analysis_fk FOREIGN KEY (tenant_id, analysis_id) REFERENCES app.infrastructure_analyses(tenant_id, id)
    constraint infrastructure_edges_pk PRIMARY KEY (tenant_id, analysis_id, number)
    CREATE INDEX infrastructure_edges_source_ix ON app.infrastructure_edges USING btree (tenant_id, analysis_id, source)
    CREATE INDEX infrastructure_edges_target_ix ON app.infrastructure_edges USING btree (tenant_id, analysis_id, target)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.infrastructure_nodes
    tenant_id uuid not null
    analysis_id uuid not null
    number integer not null
    address text not null
    type text not null
    kind smallint not null
    exposure smallint not null
    asset smallint not null
    parent integer
    actions text not null
    attributes jsonb not null
    unknown text[] not null
    redacted text[] not null
    constraint infrastructure_nodes_actions_length CHECK ((length(actions) <= 60))
    constraint infrastructure_nodes_address_length CHECK ((length(address) <= 1024))
    constraint infrastructure_nodes_attributes_length CHECK ((length((attributes)::text) <= 1048576))
    constraint infrastructure_nodes_redacted_length CHECK ((COALESCE(array_length(redacted, 1), 0) <= 2000))
    constraint infrastructure_nodes_type_length CHECK ((length(type) <= 256))
    constraint infrastructure_nodes_unknown_length CHECK ((COALESCE(array_length(unknown, 1), 0) <= 2000))
    constraint infrastructure_nodes_analysis_fk FOREIGN KEY (tenant_id, analysis_id) REFERENCES app.infrastructure_analyses(tenant_id, id)
    constraint infrastructure_nodes_pk PRIMARY KEY (tenant_id, analysis_id, number)
    CREATE INDEX infrastructure_nodes_parent_ix ON app.infrastructure_nodes USING btree (tenant_id, analysis_id, parent, number)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.invitations
    tenant_id uuid not null
    id uuid not null
    public_part text not null
    secret_hash bytea not null
    role smallint not null
    note text
    created_by uuid not null
    created_at timestamp with time zone not null
    expires_at timestamp with time zone not null
    revoked_at timestamp with time zone
    accepted_at timestamp with time zone
    accepted_by uuid
    constraint invitations_accepted_by_somebody CHECK (((accepted_at IS NULL) = (accepted_by IS NULL)))
    constraint invitations_end_once CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL)))
    constraint invitations_expire_later CHECK ((expires_at > created_at))
    constraint invitations_hash_length CHECK ((octet_length(secret_hash) = 32))
    constraint invitations_note_length CHECK (((length(note) >= 1) AND (length(note) <= 200)))
    constraint invitations_public_part_length CHECK ((length(public_part) = 8))
    constraint invitations_role_known CHECK (((role >= 1) AND (role <= 3)))
    constraint invitations_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint invitations_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX invitations_secret_hash ON app.invitations USING btree (secret_hash)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_invitation for select to secureobs_door_invitation using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant select to secureobs_door_invitation
    grant update (revoked_at, accepted_at, accepted_by) to secureobs_api

create table app.memberships
    tenant_id uuid not null
    person_id uuid not null
    actor_id uuid not null
    role smallint not null
    created_at timestamp with time zone not null
    constraint memberships_role_known CHECK (((role >= 1) AND (role <= 3)))
    constraint memberships_person_fk FOREIGN KEY (person_id) REFERENCES work.people(id)
    constraint memberships_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint memberships_pk PRIMARY KEY (tenant_id, person_id)
    constraint memberships_actor_uq UNIQUE (tenant_id, actor_id)
    CREATE INDEX memberships_person ON app.memberships USING btree (person_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_person for select to secureobs_door_person using true
    policy door_eraser for select to secureobs_door_eraser using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant select to secureobs_door_person
    grant update (role) to secureobs_api

create table app.notification_channels
    tenant_id uuid not null
    id uuid not null
    kind smallint not null
    name text not null
    place text not null default ''::text
    sealed bytea
    project_id uuid
    project_ids uuid[]
    events smallint not null
    frequency smallint not null default 1
    generation integer not null default 1
    rotated_at timestamp with time zone
    paused_at timestamp with time zone
    created_by uuid not null
    created_at timestamp with time zone not null
    next_at timestamp with time zone not null
    remind_at timestamp with time zone
    tested_at timestamp with time zone
    delivered_at timestamp with time zone
    failing_since timestamp with time zone
    failed_at timestamp with time zone
    failure text
    given_up boolean not null default false
    constraint notification_channels_events_known CHECK (((events >= 0) AND (events <= 31)))
    constraint notification_channels_failure_length CHECK ((length(failure) <= 300))
    constraint notification_channels_frequency_known CHECK (((frequency >= 1) AND (frequency <= 3)))
    constraint notification_channels_generation_starts_at_one CHECK ((generation >= 1))
    constraint notification_channels_kind_known CHECK (((kind >= 1) AND (kind <= 5)))
    constraint notification_channels_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80)))
    constraint notification_channels_place_length CHECK ((length(place) <= 2000))
    constraint notification_channels_projects_length CHECK ((cardinality(project_ids) <= 200))
    constraint notification_channels_sealed_length CHECK (((octet_length(sealed) >= 29) AND (octet_length(sealed) <= 2100)))
    constraint notification_channels_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint notification_channels_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint notification_channels_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX notification_channels_project ON app.notification_channels USING btree (tenant_id, project_id) WHERE (project_id IS NOT NULL)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, events, paused_at, remind_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (name, project_id, project_ids, events, frequency, generation, rotated_at, paused_at, next_at, remind_at, tested_at, delivered_at, failing_since, failed_at, failure, given_up) to secureobs_api

create table app.notification_deliveries
    tenant_id uuid not null
    id uuid not null
    channel_id uuid not null
    events smallint not null
    project_ids uuid[] not null
    run_id uuid
    body text not null
    state smallint not null
    attempts integer not null default 0
    last_status integer
    last_reason text
    created_at timestamp with time zone not null
    started_at timestamp with time zone not null
    next_at timestamp with time zone
    delivered_at timestamp with time zone
    constraint notification_deliveries_body_length CHECK ((octet_length(body) <= 200000))
    constraint notification_deliveries_events_known CHECK (((events >= 1) AND (events <= 31)))
    constraint notification_deliveries_next_whole CHECK (((state = 1) = (next_at IS NOT NULL)))
    constraint notification_deliveries_reason_length CHECK ((length(last_reason) <= 300))
    constraint notification_deliveries_state_known CHECK (((state >= 1) AND (state <= 3)))
    constraint notification_deliveries_channel_fk FOREIGN KEY (tenant_id, channel_id) REFERENCES app.notification_channels(tenant_id, id)
    constraint notification_deliveries_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX notification_deliveries_channel ON app.notification_deliveries USING btree (tenant_id, channel_id, id)
    CREATE INDEX notification_deliveries_created ON app.notification_deliveries USING btree (created_at)
    CREATE INDEX notification_deliveries_due ON app.notification_deliveries USING btree (next_at) WHERE (state = 1)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, state, created_at, next_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (state, attempts, last_status, last_reason, started_at, next_at, delivered_at) to secureobs_api

create table app.notification_events
    tenant_id uuid not null
    id uuid not null
    key text not null
    kind smallint not null
    project_id uuid
    run_id uuid
    data jsonb not null
    at timestamp with time zone not null
    constraint notification_events_data_length CHECK ((octet_length((data)::text) <= 16000))
    constraint notification_events_key_length CHECK (((length(key) >= 1) AND (length(key) <= 200)))
    constraint notification_events_kind_known CHECK (((kind >= 0) AND (kind <= 4)))
    constraint notification_events_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint notification_events_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint notification_events_pk PRIMARY KEY (tenant_id, id)
    constraint notification_events_key_uq UNIQUE (tenant_id, key)
    CREATE INDEX notification_events_at ON app.notification_events USING btree (at)
    CREATE INDEX notification_events_project ON app.notification_events USING btree (tenant_id, project_id, at)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.notification_waiting
    tenant_id uuid not null
    channel_id uuid not null
    event_id uuid not null
    due_at timestamp with time zone not null
    constraint notification_waiting_channel_fk FOREIGN KEY (tenant_id, channel_id) REFERENCES app.notification_channels(tenant_id, id)
    constraint notification_waiting_event_fk FOREIGN KEY (tenant_id, event_id) REFERENCES app.notification_events(tenant_id, id)
    constraint notification_waiting_pk PRIMARY KEY (tenant_id, channel_id, event_id)
    CREATE INDEX notification_waiting_due ON app.notification_waiting USING btree (due_at)
    CREATE INDEX notification_waiting_event ON app.notification_waiting USING btree (tenant_id, event_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, due_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.project_scanners
    tenant_id uuid not null
    project_id uuid not null
    scanner_key text not null
    "position" smallint not null
    config jsonb
    constraint project_scanners_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint project_scanners_scanner_fk FOREIGN KEY (scanner_key) REFERENCES app.scanners(key)
    constraint project_scanners_pk PRIMARY KEY (tenant_id, project_id, scanner_key)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (position, config) to secureobs_api

create table app.projects
    tenant_id uuid not null
    id uuid not null
    name text not null
    gate_policy smallint not null
    created_at timestamp with time zone not null
    archived_at timestamp with time zone
    default_branch text
    four_eyes boolean not null default false
    due_days integer[]
    source_link text
    erasing_at timestamp with time zone
    constraint projects_default_branch_length CHECK (((length(default_branch) >= 1) AND (length(default_branch) <= 256)))
    constraint projects_due_days_of_each_severity CHECK ((cardinality(due_days) = 6))
    constraint projects_erased_when_archived CHECK (((erasing_at IS NULL) OR (archived_at IS NOT NULL)))
    constraint projects_gate_policy_known CHECK (((gate_policy >= 0) AND (gate_policy <= 2)))
    constraint projects_name_length CHECK (((length(name) >= 1) AND (length(name) <= 120)))
    constraint projects_source_link_length CHECK ((length(source_link) <= 500))
    constraint projects_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint projects_pk PRIMARY KEY (tenant_id, id)
    constraint projects_name_uq UNIQUE (tenant_id, name)
    CREATE INDEX projects_erasing ON app.projects USING btree (tenant_id, erasing_at) WHERE (erasing_at IS NOT NULL)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, erasing_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (name, gate_policy, archived_at, default_branch, four_eyes, due_days, source_link, erasing_at) to secureobs_api

create table app.result_findings
    tenant_id uuid not null
    scope_id uuid not null
    seq integer not null
    page integer not null
    bits bytea not null
    constraint result_findings_bits_of_page CHECK ((octet_length(bits) <= 1024))
    constraint result_findings_result_fk FOREIGN KEY (tenant_id, scope_id, seq) REFERENCES app.scan_results(tenant_id, scope_id, seq)
    constraint result_findings_pk PRIMARY KEY (tenant_id, scope_id, seq, page)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (bits) to secureobs_api

create table app.result_rows
    tenant_id uuid not null
    run_id uuid not null
    scope_id uuid not null
    finding_id uuid not null
    fingerprint bytea not null
    features bytea
    constraint result_rows_features_length CHECK ((octet_length(features) <= 4096))
    constraint result_rows_fingerprint_length CHECK ((octet_length(fingerprint) = 32))
    constraint result_rows_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint result_rows_result_fk FOREIGN KEY (tenant_id, run_id, scope_id) REFERENCES app.scan_results(tenant_id, run_id, scope_id)
    constraint result_rows_pk PRIMARY KEY (tenant_id, run_id, scope_id, finding_id)
    CREATE INDEX result_rows_finding ON app.result_rows USING btree (tenant_id, finding_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (fingerprint, features) to secureobs_api

create table app.retentions
    tenant_id uuid not null
    days integer
    due_at timestamp with time zone not null
    cutoff timestamp with time zone
    started_at timestamp with time zone
    finished_at timestamp with time zone
    findings bigint not null default 0
    runs bigint not null default 0
    entries bigint not null default 0
    failure smallint
    constraint retentions_days_range CHECK (((days >= 30) AND (days <= 3650)))
    constraint retentions_failure_known CHECK (((failure >= 1) AND (failure <= 2)))
    constraint retentions_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint retentions_pk PRIMARY KEY (tenant_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, due_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (days, due_at, cutoff, started_at, finished_at, findings, runs, entries, failure) to secureobs_api

create table app.rule_aliases
    tenant_id uuid not null
    scanner text not null
    old_rule text not null
    new_rule text not null
    created_by uuid not null
    created_at timestamp with time zone not null
    constraint rule_aliases_differ CHECK ((old_rule <> new_rule))
    constraint rule_aliases_new_rule_length CHECK (((length(new_rule) >= 1) AND (length(new_rule) <= 256)))
    constraint rule_aliases_old_rule_length CHECK (((length(old_rule) >= 1) AND (length(old_rule) <= 256)))
    constraint rule_aliases_scanner_length CHECK (((length(scanner) >= 1) AND (length(scanner) <= 64)))
    constraint rule_aliases_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint rule_aliases_pk PRIMARY KEY (tenant_id, scanner, old_rule)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.rule_weaknesses
    tenant_id uuid not null
    weakness text not null
    rule_id text not null
    constraint rule_weaknesses_rule_length CHECK ((length(rule_id) <= 256))
    constraint rule_weaknesses_weakness_length CHECK ((length(weakness) <= 256))
    constraint rule_weaknesses_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint rule_weaknesses_pk PRIMARY KEY (tenant_id, weakness, rule_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.run_credentials
    tenant_id uuid not null
    id uuid not null
    rule_id uuid not null
    project_id uuid not null
    run text not null
    branch text
    secret_hash bytea not null
    token_hash bytea not null
    renewable_until timestamp with time zone not null
    created_at timestamp with time zone not null
    expires_at timestamp with time zone not null
    keep_until timestamp with time zone not null
    constraint run_credentials_branch_length CHECK (((length(branch) >= 1) AND (length(branch) <= 256)))
    constraint run_credentials_hash_length CHECK ((octet_length(secret_hash) = 32))
    constraint run_credentials_run_length CHECK (((length(run) >= 1) AND (length(run) <= 256)))
    constraint run_credentials_short CHECK ((expires_at <= (created_at + '00:15:00'::interval)))
    constraint run_credentials_token_length CHECK ((octet_length(token_hash) = 32))
    constraint run_credentials_rule_fk FOREIGN KEY (tenant_id, rule_id) REFERENCES app.trust_rules(tenant_id, id)
    constraint run_credentials_pk PRIMARY KEY (tenant_id, id)
    constraint run_credentials_token_uq UNIQUE (tenant_id, token_hash)
    CREATE INDEX run_credentials_hash ON app.run_credentials USING btree (secret_hash)
    CREATE INDEX run_credentials_keep ON app.run_credentials USING btree (tenant_id, keep_until)
    CREATE INDEX run_credentials_rule ON app.run_credentials USING btree (tenant_id, rule_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_api_key for select to secureobs_door_api_key using true
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, id, rule_id, project_id, run, branch, secret_hash, expires_at) to secureobs_door_api_key
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.runs
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    pipeline_run_id text not null
    branch text not null default ''::text
    commit text
    pull_request integer
    opened_at timestamp with time zone not null
    closed_at timestamp with time zone
    started_at timestamp with time zone not null
    manifest jsonb
    constraint runs_branch_length CHECK ((length(branch) <= 256))
    constraint runs_commit_length CHECK ((length(commit) <= 64))
    constraint runs_pipeline_run_id_length CHECK (((length(pipeline_run_id) >= 1) AND (length(pipeline_run_id) <= 256)))
    constraint runs_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint runs_pk PRIMARY KEY (tenant_id, id)
    constraint runs_pipeline_uq UNIQUE (tenant_id, project_id, pipeline_run_id)
    CREATE INDEX runs_newest ON app.runs USING btree (tenant_id, project_id, opened_at, id)
    CREATE INDEX runs_of_tenant ON app.runs USING btree (tenant_id, opened_at, id)
    CREATE INDEX runs_pipeline ON app.runs USING btree (tenant_id, pipeline_run_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (branch, commit, pull_request, closed_at, manifest) to secureobs_api

create table app.scan_results
    tenant_id uuid not null
    run_id uuid not null
    scope_id uuid not null
    seq integer not null
    status smallint not null
    version text
    findings integer not null
    duration_milliseconds bigint not null
    message text
    reported_at timestamp with time zone not null
    rules_digest text
    exit_code integer
    constraint scan_results_message_length CHECK ((length(message) <= 1000))
    constraint scan_results_rules_digest_length CHECK ((length(rules_digest) <= 128))
    constraint scan_results_status_known CHECK (((status >= 0) AND (status <= 3)))
    constraint scan_results_version_length CHECK ((length(version) <= 100))
    constraint scan_results_run_fk FOREIGN KEY (tenant_id, run_id) REFERENCES app.runs(tenant_id, id)
    constraint scan_results_scope_fk FOREIGN KEY (tenant_id, scope_id) REFERENCES app.scan_scopes(tenant_id, id)
    constraint scan_results_pk PRIMARY KEY (tenant_id, run_id, scope_id)
    constraint scan_results_seq_uq UNIQUE (tenant_id, scope_id, seq)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (status, version, findings, duration_milliseconds, message, reported_at, rules_digest, exit_code) to secureobs_api

create table app.scan_scopes
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    branch text not null
    scanner text not null
    target text not null
    last_seq integer not null
    current_run uuid
    current_seq integer
    current_at timestamp with time zone
    constraint scan_scopes_branch_length CHECK ((length(branch) <= 256))
    constraint scan_scopes_current_whole CHECK ((((current_run IS NULL) = (current_seq IS NULL)) AND ((current_run IS NULL) = (current_at IS NULL))))
    constraint scan_scopes_scanner_length CHECK ((length(scanner) <= 64))
    constraint scan_scopes_target_length CHECK ((length(target) <= 256))
    constraint scan_scopes_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint scan_scopes_pk PRIMARY KEY (tenant_id, id)
    constraint scan_scopes_uq UNIQUE (tenant_id, project_id, branch, scanner, target)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (last_seq, current_run, current_seq, current_at) to secureobs_api

create table app.scanners
    key text not null
    name text not null
    description text not null
    "position" smallint not null
    hidden boolean not null default false
    constraint scanners_pk PRIMARY KEY (key)
    row level security off
    grant select to secureobs_api

create table app.scope_findings
    tenant_id uuid not null
    scope_id uuid not null
    finding_id uuid not null
    page integer not null
    "bit" smallint not null
    constraint scope_findings_bit_of_page CHECK ((("bit" >= 0) AND ("bit" <= 8191)))
    constraint scope_findings_page_positive CHECK ((page >= 0))
    constraint scope_findings_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint scope_findings_scope_fk FOREIGN KEY (tenant_id, scope_id) REFERENCES app.scan_scopes(tenant_id, id)
    constraint scope_findings_pk PRIMARY KEY (tenant_id, scope_id, page, "bit")
    CREATE INDEX scope_findings_finding ON app.scope_findings USING btree (tenant_id, finding_id, scope_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_api
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (finding_id) to secureobs_api

create table app.search_texts
    tenant_id uuid not null
    kind smallint not null
    digest bytea not null
    text text not null
    constraint search_texts_digest_length CHECK ((octet_length(digest) = 16))
    constraint search_texts_kind_known CHECK (((kind >= 1) AND (kind <= 3)))
    constraint search_texts_text_length CHECK ((length(text) <= 16000))
    constraint search_texts_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint search_texts_pk PRIMARY KEY (tenant_id, kind, digest)
    CREATE INDEX search_texts_descriptions ON app.search_texts USING gin (tenant_id, text extensions.gin_trgm_ops) WITH (gin_pending_list_limit='256') WHERE (kind = 3)
    CREATE INDEX search_texts_paths ON app.search_texts USING gin (tenant_id, text extensions.gin_trgm_ops) WITH (gin_pending_list_limit='256') WHERE (kind = 2)
    CREATE INDEX search_texts_rules ON app.search_texts USING gin (tenant_id, text extensions.gin_trgm_ops) WITH (gin_pending_list_limit='256') WHERE (kind = 1)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_search for select to secureobs_door_search using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, kind, text) to secureobs_door_search
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.secret_hash_keys
    tenant_id uuid not null
    sealed bytea not null
    added_at timestamp with time zone not null
    constraint secret_hash_keys_length CHECK ((octet_length(sealed) = 60))
    constraint secret_hash_keys_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint secret_hash_keys_pk PRIMARY KEY (tenant_id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select to secureobs_api
    grant select to secureobs_door_eraser

create table app.subscriptions
    tenant_id uuid not null
    customer text not null
    subscription text
    status smallint
    price text
    period_ends_at timestamp with time zone
    ends_at_period_end boolean not null default false
    asked bigint not null default 0
    applied bigint not null default 0
    created_at timestamp with time zone not null
    changed_at timestamp with time zone not null
    constraint subscriptions_applied_was_asked CHECK ((applied <= asked))
    constraint subscriptions_customer_length CHECK (((length(customer) >= 1) AND (length(customer) <= 255)))
    constraint subscriptions_price_length CHECK (((length(price) >= 1) AND (length(price) <= 255)))
    constraint subscriptions_status_known CHECK (((status >= 1) AND (status <= 8)))
    constraint subscriptions_subscription_length CHECK (((length(subscription) >= 1) AND (length(subscription) <= 255)))
    constraint subscriptions_whole CHECK ((((subscription IS NULL) = (status IS NULL)) AND ((subscription IS NOT NULL) OR (price IS NULL))))
    constraint subscriptions_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint subscriptions_pk PRIMARY KEY (tenant_id)
    CREATE INDEX subscriptions_customer ON app.subscriptions USING btree (customer)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_billing for select to secureobs_door_billing using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, customer) to secureobs_door_billing
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (customer, subscription, status, price, period_ends_at, ends_at_period_end, asked, applied, changed_at) to secureobs_api

create table app.suppressions
    tenant_id uuid not null
    id uuid not null
    kind smallint not null
    reason text not null
    scope smallint not null
    project_id uuid
    finding_id uuid
    scanner text
    rule_id text
    path_pattern text
    path_regex text
    expires_at timestamp with time zone
    until_fixed boolean not null
    until_changed boolean not null
    created_by uuid not null
    created_at timestamp with time zone not null
    needs_approval boolean not null
    approved_by uuid
    approved_at timestamp with time zone
    ended_at timestamp with time zone
    ended_by uuid
    ended_because smallint
    constraint suppressions_approved_whole CHECK ((((approved_by IS NULL) = (approved_at IS NULL)) AND ((approved_by IS NULL) OR needs_approval)))
    constraint suppressions_end_known CHECK (((ended_because >= 1) AND (ended_because <= 6)))
    constraint suppressions_ended_whole CHECK (((ended_at IS NULL) = (ended_because IS NULL)))
    constraint suppressions_kind_known CHECK (((kind >= 3) AND (kind <= 5)))
    constraint suppressions_path_pattern_length CHECK (((length(path_pattern) >= 1) AND (length(path_pattern) <= 1024)))
    constraint suppressions_path_regex_length CHECK ((length(path_regex) <= 8192))
    constraint suppressions_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
    constraint suppressions_rule_id_length CHECK ((length(rule_id) <= 256))
    constraint suppressions_scanner_length CHECK ((length(scanner) <= 64))
    constraint suppressions_scope_known CHECK (((scope >= 1) AND (scope <= 4)))
    constraint suppressions_scope_whole CHECK ((((scope <> 4) = (project_id IS NOT NULL)) AND ((scope = 1) = (finding_id IS NOT NULL)) AND ((scope = 2) = (path_pattern IS NOT NULL)) AND ((scope = 2) = (path_regex IS NOT NULL)) AND ((scope = ANY (ARRAY[3, 4])) = (rule_id IS NOT NULL)) AND ((scope = ANY (ARRAY[3, 4])) = (scanner IS NOT NULL))))
    constraint suppressions_two_people CHECK ((approved_by <> created_by))
    constraint suppressions_wide_end_by_date CHECK (((scope = 1) OR (NOT (until_fixed OR until_changed))))
    constraint suppressions_finding_fk FOREIGN KEY (tenant_id, finding_id) REFERENCES app.findings(tenant_id, id)
    constraint suppressions_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint suppressions_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint suppressions_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX suppressions_expiring ON app.suppressions USING btree (tenant_id, expires_at) WHERE ((ended_at IS NULL) AND (expires_at IS NOT NULL))
    CREATE INDEX suppressions_of_finding ON app.suppressions USING btree (tenant_id, finding_id) WHERE (finding_id IS NOT NULL)
    CREATE INDEX suppressions_wide ON app.suppressions USING btree (tenant_id, project_id) WHERE ((ended_at IS NULL) AND (scope > 1))
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, expires_at, ended_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (approved_by, approved_at, ended_at, ended_by, ended_because) to secureobs_api

create table app.tenants
    id uuid not null
    name text not null
    created_at timestamp with time zone not null
    delete_asked_at timestamp with time zone
    delete_after timestamp with time zone
    erasing_at timestamp with time zone
    tombstone text
    constraint tenants_end_in_order CHECK ((((delete_after IS NULL) = (delete_asked_at IS NULL)) AND ((erasing_at IS NULL) OR (delete_after IS NOT NULL)) AND ((tombstone IS NULL) = (erasing_at IS NULL)) AND (delete_after >= (delete_asked_at + '7 days'::interval))))
    constraint tenants_name_length CHECK (((length(name) >= 1) AND (length(name) <= 120)))
    constraint tenants_tombstone_length CHECK ((length(tombstone) <= 10000))
    constraint tenants_pk PRIMARY KEY (id)
    CREATE INDEX tenants_ending ON app.tenants USING btree (delete_after) WHERE (delete_after IS NOT NULL)
    row level security enabled and forced
    policy tenant_isolation for all to public using (id = app.current_tenant()) with check (id = app.current_tenant())
    policy door_waker for select to secureobs_door_waker using true
    policy door_person for select to secureobs_door_person using true
    policy door_invitation for select to secureobs_door_invitation using true
    policy door_api_key for select to secureobs_door_api_key using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (id, delete_after) to secureobs_door_api_key
    grant select (id, delete_after) to secureobs_door_invitation
    grant select (id, delete_after, erasing_at) to secureobs_door_waker
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant select to secureobs_door_person
    grant update (name, delete_asked_at, delete_after, erasing_at, tombstone) to secureobs_api

create table app.trust_rules
    tenant_id uuid not null
    id uuid not null
    project_id uuid not null
    name text not null
    platform smallint not null
    issuer text not null
    audience text not null
    claims jsonb not null
    pull_requests boolean not null default false
    created_by uuid not null
    created_at timestamp with time zone not null
    revoked_at timestamp with time zone
    last_used_at timestamp with time zone
    constraint trust_rules_audience_length CHECK (((length(audience) >= 1) AND (length(audience) <= 300)))
    constraint trust_rules_claims_length CHECK ((octet_length((claims)::text) <= 4000))
    constraint trust_rules_issuer_length CHECK (((length(issuer) >= 1) AND (length(issuer) <= 300)))
    constraint trust_rules_name_length CHECK (((length(name) >= 1) AND (length(name) <= 80)))
    constraint trust_rules_platform_known CHECK (((platform >= 1) AND (platform <= 4)))
    constraint trust_rules_project_fk FOREIGN KEY (tenant_id, project_id) REFERENCES app.projects(tenant_id, id)
    constraint trust_rules_tenant_fk FOREIGN KEY (tenant_id) REFERENCES app.tenants(id)
    constraint trust_rules_pk PRIMARY KEY (tenant_id, id)
    CREATE INDEX trust_rules_door ON app.trust_rules USING btree (project_id) WHERE (revoked_at IS NULL)
    CREATE INDEX trust_rules_project ON app.trust_rules USING btree (tenant_id, project_id, id)
    row level security enabled and forced
    policy tenant_isolation for all to public using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant())
    policy door_api_key for select to secureobs_door_api_key using true
    grant delete to secureobs_door_eraser
    grant insert to secureobs_api
    grant select (tenant_id, id, project_id, revoked_at) to secureobs_door_api_key
    grant select to secureobs_api
    grant select to secureobs_door_eraser
    grant update (revoked_at, last_used_at) to secureobs_api

create table migrations.applied
    name text not null
    checksum bytea not null
    applied_at timestamp with time zone not null default now()
    constraint applied_pk PRIMARY KEY (name)
    row level security off
    grant select to secureobs_api

create table work.checkpoints_due
    tenant uuid not null
    no bigint not null
    constraint checkpoints_due_pk PRIMARY KEY (tenant)
    row level security off
    grant delete to secureobs_door_eraser
    grant delete to secureobs_door_sealer
    grant insert to secureobs_door_sealer
    grant select to secureobs_door_eraser
    grant select to secureobs_door_sealer
    grant update (no) to secureobs_door_sealer

create table work.leases
    name text not null
    holder uuid not null
    expires_at timestamp with time zone not null
    constraint leases_pk PRIMARY KEY (name)
    row level security off
    grant insert to secureobs_door_lease
    grant select to secureobs_door_lease
    grant update (holder, expires_at) to secureobs_door_lease

create table work.people
    id uuid not null
    directory_id uuid not null
    object_id uuid not null
    name text not null
    username text not null
    created_at timestamp with time zone not null
    seen_at timestamp with time zone not null
    tenants_made integer not null default 0
    constraint people_name_length CHECK ((length(name) <= 200))
    constraint people_username_length CHECK ((length(username) <= 200))
    constraint people_pk PRIMARY KEY (id)
    constraint people_identity_uq UNIQUE (directory_id, object_id)
    row level security off
    grant delete to secureobs_door_eraser
    grant insert to secureobs_door_person
    grant select to secureobs_door_eraser
    grant select to secureobs_door_person
    grant update (name, username, seen_at, tenants_made) to secureobs_door_person

create table work.seal_progress
    epoch bigint not null
    sealed_to bigint not null
    complete boolean not null
    constraint seal_progress_pk PRIMARY KEY (epoch)
    row level security off
    grant insert to secureobs_door_sealer
    grant select to secureobs_door_sealer
    grant update (sealed_to, complete) to secureobs_door_sealer

create table work.stripe_events
    id text not null
    type text not null
    created_at timestamp with time zone not null
    received_at timestamp with time zone not null
    customer text
    tenant uuid
    constraint stripe_events_customer_length CHECK (((length(customer) >= 1) AND (length(customer) <= 255)))
    constraint stripe_events_id_length CHECK (((length(id) >= 1) AND (length(id) <= 255)))
    constraint stripe_events_type_length CHECK (((length(type) >= 1) AND (length(type) <= 255)))
    constraint stripe_events_pk PRIMARY KEY (id)
    CREATE INDEX stripe_events_received ON work.stripe_events USING btree (received_at)
    row level security off
    grant delete to secureobs_door_billing
    grant delete to secureobs_door_eraser
    grant insert to secureobs_door_billing
    grant select (id, received_at) to secureobs_door_billing
    grant select to secureobs_door_eraser

create table work.tombstones
    tenant uuid not null
    erased_at timestamp with time zone not null
    statement text not null
    constraint tombstones_statement_length CHECK (((length(statement) >= 1) AND (length(statement) <= 10000)))
    constraint tombstones_pk PRIMARY KEY (tenant)
    row level security off
    grant insert to secureobs_door_eraser
    grant select to secureobs_door_eraser

-- owner secureobs_owner
CREATE OR REPLACE FUNCTION app.audit_epoch()
 RETURNS bigint
 LANGUAGE plpgsql
 PARALLEL SAFE
AS $function$ begin return (select s.system_identifier from pg_catalog.pg_control_system() s); end $function$
grant execute to secureobs_api

-- owner secureobs_door_api_key
CREATE OR REPLACE FUNCTION app.authenticate_api_key(presented_hash bytea, at timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, api_key_id uuid, project_id uuid, may_export boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    #variable_conflict use_column
    begin
        -- Last use is kept to the minute: a pipeline's calls do not fight over one row.
        update app.api_keys k set last_used_at = at
        where k.secret_hash = presented_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
          and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
        return query
            select k.tenant_id, k.id, k.project_id, k.may_export
            from app.api_keys k join app.tenants t on t.id = k.tenant_id
            where k.secret_hash = presented_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
              and t.delete_after is null;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_api_key
CREATE OR REPLACE FUNCTION app.authenticate_run_credential(presented_hash bytea, at timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, credential_id uuid, rule_id uuid, project_id uuid, run text, branch text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select c.tenant_id, c.id, c.rule_id, c.project_id, c.run, c.branch
        from app.run_credentials c
        join app.trust_rules r on r.tenant_id = c.tenant_id and r.id = c.rule_id
        join app.tenants t on t.id = c.tenant_id
        where c.secret_hash = presented_hash and c.expires_at > at and r.revoked_at is null and t.delete_after is null
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.bury_tenant(at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        of_tenant uuid := app.current_tenant();
        people uuid[];
        one regclass;
        is_left boolean;
    begin
        for one in
            select c.oid::regclass from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname = 'app'
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and c.relname not in ('memberships', 'former_members')
        loop
            execute format('select exists (select from %s t where t.tenant_id = $1)', one) into is_left using of_tenant;
            if is_left then
                raise exception 'rows are left in %', one using errcode = 'TN004';
            end if;
        end loop;
        insert into work.tombstones (tenant, erased_at, statement)
        select t.id, at, t.tombstone from app.tenants t
        where t.id = of_tenant and t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp();
        if not found then
            raise exception 'the tenant is not to be erased' using errcode = 'TN003';
        end if;
        people := array(
            select m.person_id from app.memberships m where m.tenant_id = of_tenant
            union select f.person_id from app.former_members f where f.tenant_id = of_tenant);
        delete from app.memberships m where m.tenant_id = of_tenant;
        delete from app.former_members f where f.tenant_id = of_tenant;
        delete from work.people p where p.id = any (people)
            and not exists (select from app.memberships m where m.person_id = p.id)
            and not exists (select from app.former_members f where f.person_id = p.id);
        delete from work.checkpoints_due d where d.tenant = of_tenant;
        delete from work.stripe_events e where e.tenant = of_tenant;
        delete from app.tenants t where t.id = of_tenant;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_owner
CREATE OR REPLACE FUNCTION app.current_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(pg_catalog.current_setting('app.tenant_id', true), '')::uuid $function$
grant execute to secureobs_api
grant execute to secureobs_door_api_key
grant execute to secureobs_door_eraser
grant execute to secureobs_door_invitation
grant execute to secureobs_door_person
grant execute to secureobs_door_search

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.erase_project_part(project uuid, most integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        of_tenant uuid := app.current_tenant();
        erased bigint;
        ids uuid[];
    begin
        perform from app.projects p where p.tenant_id = of_tenant and p.id = project and p.erasing_at is not null;
        if not found then
            return 0;
        end if;
        ids := array(select f.id from app.findings f where f.tenant_id = of_tenant and f.project_id = project limit most);
        if cardinality(ids) > 0 then
            delete from app.finding_change_items i where i.tenant_id = of_tenant and i.finding_id = any (ids);
            delete from app.finding_comments c where c.tenant_id = of_tenant and c.finding_id = any (ids);
            delete from app.finding_links l where l.tenant_id = of_tenant and l.finding_id = any (ids);
            delete from app.finding_fingerprints p where p.tenant_id = of_tenant and p.finding_id = any (ids);
            delete from app.result_rows r where r.tenant_id = of_tenant and r.finding_id = any (ids);
            delete from app.scope_findings s where s.tenant_id = of_tenant and s.finding_id = any (ids);
            -- In one statement: they name each other.
            with gone as (delete from app.suppressions s where s.tenant_id = of_tenant and s.finding_id = any (ids))
            delete from app.findings f where f.tenant_id = of_tenant and f.id = any (ids);
            return cardinality(ids);
        end if;
        ids := array(select a.id from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.project_id = project limit 20);
        if cardinality(ids) > 0 then
            delete from app.attack_chokepoints c where c.tenant_id = of_tenant and c.analysis_id = any (ids);
            delete from app.attack_paths p where p.tenant_id = of_tenant and p.analysis_id = any (ids);
            delete from app.infrastructure_edges e where e.tenant_id = of_tenant and e.analysis_id = any (ids);
            delete from app.infrastructure_nodes n where n.tenant_id = of_tenant and n.analysis_id = any (ids);
            delete from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.id = any (ids);
            return cardinality(ids);
        end if;
        ids := array(select r.id from app.runs r where r.tenant_id = of_tenant and r.project_id = project limit least(most, 500));
        if cardinality(ids) > 0 then
            delete from app.gate_verdicts v where v.tenant_id = of_tenant and v.run_id = any (ids);
            delete from app.result_findings b using app.scan_results r
            where b.tenant_id = of_tenant and r.tenant_id = of_tenant and r.run_id = any (ids) and b.scope_id = r.scope_id and b.seq = r.seq;
            delete from app.scan_results r where r.tenant_id = of_tenant and r.run_id = any (ids);
            delete from app.runs r where r.tenant_id = of_tenant and r.id = any (ids);
            return cardinality(ids);
        end if;
        delete from app.scope_findings m using app.scan_scopes s
        where m.tenant_id = of_tenant and s.tenant_id = of_tenant and s.project_id = project and m.scope_id = s.id;
        delete from app.scan_scopes s where s.tenant_id = of_tenant and s.project_id = project;
        delete from app.suppressions s where s.tenant_id = of_tenant and s.project_id = project;
        delete from app.gate_verdicts v where v.tenant_id = of_tenant and v.project_id = project;
        delete from app.gate_policies g where g.tenant_id = of_tenant and g.project_id = project;
        delete from app.project_scanners s where s.tenant_id = of_tenant and s.project_id = project;
        delete from app.imports i where i.tenant_id = of_tenant and i.project_id = project;
        delete from app.api_keys k where k.tenant_id = of_tenant and k.project_id = project;
        delete from app.run_credentials c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.trust_rules t where t.tenant_id = of_tenant and t.project_id = project;
        delete from app.notification_waiting w using app.notification_channels c
        where w.tenant_id = of_tenant and c.tenant_id = of_tenant and c.project_id = project and w.channel_id = c.id;
        delete from app.notification_waiting w using app.notification_events e
        where w.tenant_id = of_tenant and e.tenant_id = of_tenant and e.project_id = project and w.event_id = e.id;
        -- Also what other channels were told of it.
        delete from app.notification_deliveries d
        where d.tenant_id = of_tenant and (project = any (d.project_ids)
            or d.channel_id in (select c.id from app.notification_channels c where c.tenant_id = of_tenant and c.project_id = project));
        delete from app.notification_events e where e.tenant_id = of_tenant and e.project_id = project;
        delete from app.notification_channels c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.finding_counts c where c.tenant_id = of_tenant and c.project_id = project;
        delete from app.finding_days d where d.tenant_id = of_tenant and d.project_id = project;
        delete from app.projects p where p.tenant_id = of_tenant and p.id = project;
        get diagnostics erased = row_count;
        return erased;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.erase_tenant_part(most integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        of_tenant uuid := app.current_tenant();
        erased bigint := 0;
        rows bigint;
        one text;
        key_columns text;
    begin
        if not exists (
            select from app.tenants t
            where t.id = of_tenant and t.erasing_at is not null and t.delete_after <= pg_catalog.clock_timestamp()) then
            raise exception 'the tenant is not to be erased' using errcode = 'TN003';
        end if;
        foreach one in array array[
            'finding_change_items', 'finding_changes', 'finding_comments', 'finding_links', 'finding_fingerprints', 'result_rows',
            'result_findings', 'scope_findings', 'suppressions', 'findings', 'attack_chokepoints', 'attack_paths', 'infrastructure_edges',
            'infrastructure_nodes', 'infrastructure_analyses', 'gate_verdicts', 'gate_policies', 'scan_results', 'scan_scopes', 'runs',
            'notification_waiting', 'notification_deliveries', 'notification_channels', 'notification_events',
            'imports', 'finding_counts', 'finding_days', 'finding_views', 'project_scanners', 'api_keys', 'run_credentials', 'trust_rules', 'projects', 'rule_aliases',
            'rule_weaknesses', 'search_texts', 'invitations', 'checkpoint_deliveries', 'checkpoint_webhooks', 'subscriptions', 'archive_parts',
            'archives', 'secret_hash_keys', 'retentions', 'audit_cuts', 'audit', 'audit_blocks']
        loop
            if one = 'suppressions' then
                -- A finding and its suppression name each other.
                update app.findings f set suppression_id = null, suppression_kind = null, suppressed_until = null
                where f.tenant_id = of_tenant and f.id = any (array(
                    select o.id from app.findings o where o.tenant_id = of_tenant and o.suppression_id is not null limit most - erased));
                get diagnostics rows = row_count;
                erased := erased + rows;
                exit when erased >= most;
            end if;
            -- By primary key, which no machine of a distributed database reads another way.
            select string_agg(quote_ident(a.attname), ', ' order by k.place) into key_columns
            from pg_catalog.pg_constraint c cross join lateral unnest(c.conkey) with ordinality as k (number, place)
            join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
            where c.contype = 'p' and c.conrelid = format('app.%I', one)::pg_catalog.regclass;
            execute format('delete from app.%1$I where tenant_id = $1 and (%2$s) in (select %2$s from app.%1$I where tenant_id = $1 limit $2)', one, key_columns)
                using of_tenant, most - erased;
            get diagnostics rows = row_count;
            erased := erased + rows;
            exit when erased >= most;
        end loop;
        return erased;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_invitation
CREATE OR REPLACE FUNCTION app.find_invitation(presented_hash bytea, at timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, invitation_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select i.tenant_id, i.id
        from app.invitations i join app.tenants t on t.id = i.tenant_id
        where i.secret_hash = presented_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
          and t.delete_after is null
    $function$
grant execute to secureobs_api

-- owner secureobs_door_person
CREATE OR REPLACE FUNCTION app.people_of_tenant()
 RETURNS TABLE(actor_id uuid, person_id uuid, name text, username text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select m.actor_id, p.id, p.name, p.username
        from app.memberships m join work.people p on p.id = m.person_id
        where m.tenant_id = app.current_tenant()
        union all
        select f.actor_id, p.id, p.name, p.username
        from app.former_members f join work.people p on p.id = f.person_id
        where f.tenant_id = app.current_tenant()
    $function$
grant execute to secureobs_api

-- owner secureobs_door_person
CREATE OR REPLACE FUNCTION app.people_to_archive()
 RETURNS TABLE(id uuid, directory_id uuid, object_id uuid, name text, username text, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select p.id, p.directory_id, p.object_id, p.name, p.username, p.created_at from work.people p
        where p.id in (
            select m.person_id from app.memberships m where m.tenant_id = app.current_tenant()
            union select f.person_id from app.former_members f where f.tenant_id = app.current_tenant())
        order by p.id
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.purge_audit(up_to bigint, cut_total bigint, cut_hash bytea, cut_closed_at timestamp with time zone, at timestamp with time zone, signed_with text, cut_signature bytea)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        of_tenant uuid := app.current_tenant();
        listed bigint;
        purged bigint;
    begin
        if not exists (
                select from app.audit_blocks b where b.tenant_id = of_tenant and b.no = up_to
                  and b.total = cut_total and b.hash = cut_hash and b.closed_at = cut_closed_at
                  and b.closed_at < pg_catalog.clock_timestamp() - interval '30 days')
            or not exists (select from app.audit_blocks b where b.tenant_id = of_tenant and b.no > up_to) then
            raise exception 'the block is not to be cut' using errcode = 'TN005';
        end if;
        select sum(b.count) into listed from app.audit_blocks b where b.tenant_id = of_tenant and b.no <= up_to;
        delete from app.audit a
        where a.tenant_id = of_tenant and a.id = any (array(
            select i.id from app.audit_blocks b cross join lateral unnest(b.ids) as i (id) where b.tenant_id = of_tenant and b.no <= up_to));
        get diagnostics purged = row_count;
        if purged <> listed then
            raise exception 'the audit trail is not whole' using errcode = 'TN006';
        end if;
        delete from app.audit_blocks b where b.tenant_id = of_tenant and b.no <= up_to;
        insert into app.audit_cuts (tenant_id, no, total, hash, closed_at, cut_at, key_id, signature)
        values (of_tenant, up_to, cut_total, cut_hash, cut_closed_at, at, signed_with, cut_signature)
        on conflict on constraint audit_cuts_pk do update set no = excluded.no, total = excluded.total, hash = excluded.hash,
            closed_at = excluded.closed_at, cut_at = excluded.cut_at, key_id = excluded.key_id, signature = excluded.signature;
        return purged;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.purge_findings(ids uuid[])
 RETURNS TABLE(project_id uuid, scanner text, status smallint, severity smallint, detected boolean, findings integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    #variable_conflict use_column
    declare
        of_tenant uuid := app.current_tenant();
    begin
        if exists (
            select from app.findings f where f.tenant_id = of_tenant and f.id = any (ids)
              and (f.first_seen_at > pg_catalog.clock_timestamp() - interval '30 days' or (f.detected and f.on_default))) then
            raise exception 'a finding is too young, or is still seen' using errcode = 'TN005';
        end if;
        delete from app.finding_change_items i where i.tenant_id = of_tenant and i.finding_id = any (ids);
        delete from app.finding_comments c where c.tenant_id = of_tenant and c.finding_id = any (ids);
        delete from app.finding_links l where l.tenant_id = of_tenant and l.finding_id = any (ids);
        delete from app.finding_fingerprints p where p.tenant_id = of_tenant and p.finding_id = any (ids);
        delete from app.result_rows r where r.tenant_id = of_tenant and r.finding_id = any (ids);
        delete from app.scope_findings s where s.tenant_id = of_tenant and s.finding_id = any (ids);
        -- In one statement: a finding and its suppression name each other.
        return query
            with ended as (delete from app.suppressions s where s.tenant_id = of_tenant and s.finding_id = any (ids)),
            gone as (
                delete from app.findings f where f.tenant_id = of_tenant and f.id = any (ids)
                returning f.project_id, f.scanner, f.status, f.severity, f.detected)
            select g.project_id, g.scanner, g.status, g.severity, g.detected, count(*)::integer from gone g group by 1, 2, 3, 4, 5;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.purge_notes(before timestamp with time zone, most integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        of_tenant uuid := app.current_tenant();
        ids uuid[];
        purged bigint;
    begin
        if before > pg_catalog.clock_timestamp() - interval '30 days' then
            raise exception 'nothing that young is deleted' using errcode = 'TN005';
        end if;
        delete from app.imports i where i.tenant_id = of_tenant and i.updated_at < before;
        get diagnostics purged = row_count;
        ids := array(select c.id from app.finding_changes c where c.tenant_id = of_tenant and c.created_at < before limit most);
        delete from app.finding_change_items i where i.tenant_id = of_tenant and i.change_id = any (ids);
        delete from app.finding_changes c where c.tenant_id = of_tenant and c.id = any (ids);
        return purged + cardinality(ids);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION app.purge_runs(ids uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        of_tenant uuid := app.current_tenant();
        analyses uuid[];
        purged integer;
    begin
        if exists (select from app.runs r where r.tenant_id = of_tenant and r.id = any (ids)
                and r.opened_at > pg_catalog.clock_timestamp() - interval '30 days')
            or exists (select from app.scan_scopes s where s.tenant_id = of_tenant and s.current_run = any (ids)) then
            raise exception 'a run is too young, or its result still counts' using errcode = 'TN005';
        end if;
        analyses := array(select a.id from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.run_id = any (ids));
        delete from app.attack_chokepoints c where c.tenant_id = of_tenant and c.analysis_id = any (analyses);
        delete from app.attack_paths p where p.tenant_id = of_tenant and p.analysis_id = any (analyses);
        delete from app.infrastructure_edges e where e.tenant_id = of_tenant and e.analysis_id = any (analyses);
        delete from app.infrastructure_nodes n where n.tenant_id = of_tenant and n.analysis_id = any (analyses);
        delete from app.infrastructure_analyses a where a.tenant_id = of_tenant and a.id = any (analyses);
        delete from app.gate_verdicts v where v.tenant_id = of_tenant and v.run_id = any (ids);
        delete from app.result_rows w where w.tenant_id = of_tenant and w.run_id = any (ids);
        delete from app.result_findings b using app.scan_results r
        where b.tenant_id = of_tenant and r.tenant_id = of_tenant and r.run_id = any (ids) and b.scope_id = r.scope_id and b.seq = r.seq;
        delete from app.scan_results r where r.tenant_id = of_tenant and r.run_id = any (ids);
        delete from app.runs r where r.tenant_id = of_tenant and r.id = any (ids);
        get diagnostics purged = row_count;
        return purged;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_owner
CREATE OR REPLACE FUNCTION app.set_tenant(tenant uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
    declare
        present text := pg_catalog.current_setting('app.tenant_id', true);
    begin
        if tenant is null then
            raise exception 'tenant is null' using errcode = 'TN001';
        end if;
        if present <> '' and present <> tenant::text then
            raise exception 'tenant context already set' using errcode = 'TN002';
        end if;
        execute 'set local app.tenant_id = ' || pg_catalog.quote_literal(tenant::text);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_billing
CREATE OR REPLACE FUNCTION app.tenant_of_customer(presented text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select s.tenant_id from app.subscriptions s where s.customer = presented limit 1 $function$
grant execute to secureobs_api

-- owner secureobs_door_api_key
CREATE OR REPLACE FUNCTION app.tenant_of_trusting_project(project uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select r.tenant_id from app.trust_rules r join app.tenants t on t.id = r.tenant_id
        where r.project_id = project and r.revoked_at is null and t.delete_after is null
        limit 1
    $function$
grant execute to secureobs_api

-- owner secureobs_door_person
CREATE OR REPLACE FUNCTION app.tenants_of_person(person uuid)
 RETURNS TABLE(id uuid, name text, role smallint, delete_after timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select t.id, t.name, m.role, t.delete_after
        from app.memberships m join app.tenants t on t.id = m.tenant_id
        where m.person_id = person and t.erasing_at is null
        order by t.name, t.id
        limit 500
    $function$
grant execute to secureobs_api

-- owner secureobs_door_search
CREATE OR REPLACE FUNCTION app.texts_with(words text)
 RETURNS TABLE(tenant_id uuid, kind smallint, text text, hash bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
    #variable_conflict use_column
    declare
        pattern text := '%' || replace(replace(replace(words, E'\\', E'\\\\'), '%', E'\\%'), '_', E'\\_') || '%';
    begin
        return query
            (select s.tenant_id, s.kind, s.text, null::bigint from app.search_texts s
            where s.tenant_id = app.current_tenant() and s.kind = 1 and s.text ilike pattern limit 1001)
            union all
            (select s.tenant_id, s.kind, s.text, null from app.search_texts s
            where s.tenant_id = app.current_tenant() and s.kind = 2 and s.text ilike pattern limit 1001)
            union all
            (select s.tenant_id, s.kind, null, hashtextextended(s.text, 0) from app.search_texts s
            where s.tenant_id = app.current_tenant() and s.kind = 3 and s.text ilike pattern limit 1001);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.announce_checkpoint(of_tenant uuid, block_no bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
        insert into work.checkpoints_due as d (tenant, no) values (of_tenant, block_no)
        on conflict on constraint checkpoints_due_pk do update set no = greatest(d.no, excluded.no)
    $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.checkpoints_to_send()
 RETURNS TABLE(tenant uuid, no bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select d.tenant, d.no from work.checkpoints_due d order by d.tenant $function$
grant execute to secureobs_api

-- owner secureobs_door_person
CREATE OR REPLACE FUNCTION work.count_tenant_made(person uuid, most integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
        with counted as (
            update work.people p set tenants_made = p.tenants_made + 1
            where p.id = person and p.tenants_made < most
            returning p.id)
        select exists (select from counted)
    $function$
grant execute to secureobs_api

-- owner secureobs_door_eraser
CREATE OR REPLACE FUNCTION work.erase_person(person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
        delete from work.people p where p.id = person
            and not exists (select from app.memberships m where m.person_id = p.id)
            and not exists (select from app.former_members f where f.person_id = p.id);
        return found;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_billing
CREATE OR REPLACE FUNCTION work.hear_stripe_event(event text, of_type text, made_at timestamp with time zone, at timestamp with time zone, of_customer text, of_tenant uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        old text;
    begin
        insert into work.stripe_events (id, type, created_at, received_at, customer, tenant)
        values (event, of_type, made_at, at, of_customer, of_tenant)
        on conflict on constraint stripe_events_pk do nothing;
        if not found then
            return false;
        end if;
        for old in
            select e.id from work.stripe_events e where e.received_at < at - interval '90 days' order by e.received_at, e.id limit 10
        loop
            delete from work.stripe_events e where e.id = old;
        end loop;
        return true;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.note_checkpoint_sent(of_tenant uuid, block_no bigint)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$ delete from work.checkpoints_due d where d.tenant = of_tenant and d.no <= block_no $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.note_sealed(of_epoch bigint, up_to bigint, is_past boolean, server_started timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
        insert into work.seal_progress as p (epoch, sealed_to, complete)
        select of_epoch, up_to, is_past where server_started = pg_catalog.pg_postmaster_start_time()
        on conflict on constraint seal_progress_pk do update
            set sealed_to = greatest(p.sealed_to, excluded.sealed_to), complete = excluded.complete
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.notifications_waiting()
 RETURNS TABLE(messages bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
        select count(*), min(q.due) from (
            select w.due_at as due from app.notification_waiting w
            union all select d.next_at from app.notification_deliveries d where d.state = 1) q
    $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.oldest_unsealed(of_epoch bigint)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        sealed bigint := coalesce((select p.sealed_to from work.seal_progress p where p.epoch = of_epoch), 0);
    begin
        return (select min(a.at) from app.audit a where a.epoch = of_epoch and a.xid >= sealed);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.past_epochs_to_seal(current_epoch bigint)
 RETURNS TABLE(epoch bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    #variable_conflict use_column
    declare
        sealed bigint[] := array(select p.epoch from work.seal_progress p where p.complete);
    begin
        -- Less or more, which an index serves, and not "other".
        return query select distinct a.epoch from app.audit a where (a.epoch < current_epoch or a.epoch > current_epoch) and a.epoch <> all (sealed);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_person
CREATE OR REPLACE FUNCTION work.recognise_person(new_id uuid, directory_id uuid, object_id uuid, name text, username text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    #variable_conflict use_variable
    declare
        found_id uuid;
    begin
        select p.id into found_id from work.people p
        where p.directory_id = recognise_person.directory_id and p.object_id = recognise_person.object_id
          and p.name = recognise_person.name and p.username = recognise_person.username
          and p.seen_at > at - interval '1 hour';
        if found_id is null then
            insert into work.people as p (id, directory_id, object_id, name, username, created_at, seen_at)
            values (new_id, directory_id, object_id, name, username, at, at)
            on conflict on constraint people_identity_uq do update
                set name = excluded.name, username = excluded.username, seen_at = excluded.seen_at
            returning p.id into found_id;
        end if;
        return found_id;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_billing
CREATE OR REPLACE FUNCTION work.stripe_event_heard(event text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select exists (select from work.stripe_events e where e.id = event) $function$
grant execute to secureobs_api

-- owner secureobs_door_lease
CREATE OR REPLACE FUNCTION work.take_lease(lease text, by uuid, seconds integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
        insert into work.leases as l (name, holder, expires_at)
        values (lease, by, pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => seconds))
        on conflict on constraint leases_pk do update
            set holder = excluded.holder, expires_at = excluded.expires_at
            where l.holder = excluded.holder or l.expires_at < pg_catalog.clock_timestamp();
        return found;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.tenants_to_archive(moment timestamp with time zone)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
        return query
            select distinct a.tenant_id from app.archives a where (a.finished_at is null and a.failed_at is null) or a.expires_at <= moment;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.tenants_to_erase(moment timestamp with time zone)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        due uuid[] := array(select t.id from app.tenants t where t.delete_after <= moment);
    begin
        return query select unnest(due);
        return query select distinct p.tenant_id from app.projects p where p.erasing_at is not null and p.tenant_id <> all (due);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.tenants_to_notify(moment timestamp with time zone)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        closing uuid[] := array(select t.id from app.tenants t where t.delete_after is not null);
    begin
        -- What a clock that ran ahead put too far off is due, too.
        return query
            select q.id from (
                select w.tenant_id as id from app.notification_waiting w where w.due_at <= moment or w.due_at > moment + interval '8 days'
                union select d.tenant_id from app.notification_deliveries d
                where d.state = 1 and (d.next_at <= moment or d.next_at > moment + interval '1 day')) q
            where q.id <> all (closing);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.tenants_to_remind(moment timestamp with time zone)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        closing uuid[] := array(select t.id from app.tenants t where t.delete_after is not null);
    begin
        return query
            select q.id from (
                select c.tenant_id as id from app.notification_channels c
                where c.paused_at is null and c.events > 0 and moment is not null
                  and (c.remind_at is null or c.remind_at <= moment or c.remind_at > moment + interval '2 days')
                union select e.tenant_id from app.notification_events e where e.at < moment - interval '30 days'
                union select d.tenant_id from app.notification_deliveries d where d.created_at < moment - interval '30 days') q
            where q.id <> all (closing);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_sealer
CREATE OR REPLACE FUNCTION work.tenants_to_seal(of_epoch bigint, horizon bigint)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        sealed bigint := coalesce((select p.sealed_to from work.seal_progress p where p.epoch = of_epoch), 0);
    begin
        return query select distinct a.tenant_id from app.audit a where a.epoch = of_epoch and a.xid < horizon and a.xid >= sealed;
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.tenants_to_tidy(moment timestamp with time zone)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    declare
        rested uuid[] := array(select r.tenant_id from app.retentions r where r.due_at > moment);
    begin
        return query
            select t.id from app.tenants t
            where moment is not null and t.delete_after is null and not exists (select from unnest(rested) as r (id) where r.id = t.id);
    end
    $function$
grant execute to secureobs_api

-- owner secureobs_door_waker
CREATE OR REPLACE FUNCTION work.tenants_to_wake(moment timestamp with time zone)
 RETURNS TABLE(tenant uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
    begin
        return query select distinct s.tenant_id from app.suppressions s where s.ended_at is null and s.expires_at <= moment;
    end
    $function$
grant execute to secureobs_api
grant usage on schema app to secureobs_api
grant usage on schema app to secureobs_door_api_key
grant usage on schema app to secureobs_door_billing
grant usage on schema app to secureobs_door_eraser
grant usage on schema app to secureobs_door_invitation
grant usage on schema app to secureobs_door_person
grant usage on schema app to secureobs_door_sealer
grant usage on schema app to secureobs_door_search
grant usage on schema app to secureobs_door_waker
grant usage on schema migrations to secureobs_api
grant usage on schema work to secureobs_api
grant usage on schema work to secureobs_door_billing
grant usage on schema work to secureobs_door_eraser
grant usage on schema work to secureobs_door_lease
grant usage on schema work to secureobs_door_person
grant usage on schema work to secureobs_door_sealer
grant usage on schema work to secureobs_door_waker

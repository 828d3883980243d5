-- What the isolation rules approve, in one place: who may hold what, which functions are doors, which policies they need.
-- Every rule of db/lints is asked with these lists in front of it. A change here is a security review.
with recursive
-- Tables of app that belong to no tenant: catalogues, read-only to the runtime role.
catalogue (name) as (values
    ('scanners')
),
-- Doors: functions that run with the rights of a role of their own.
door (function, owner) as (values
    ('app.authenticate_api_key(bytea,timestamptz)',               'secureobs_door_api_key'),
    ('app.authenticate_run_credential(bytea,timestamptz)',        'secureobs_door_api_key'),
    ('app.bury_tenant(timestamptz)',                              'secureobs_door_eraser'),
    ('app.erase_project_part(uuid,integer)',                      'secureobs_door_eraser'),
    ('app.erase_tenant_part(integer)',                            'secureobs_door_eraser'),
    ('app.find_invitation(bytea,timestamptz)',                    'secureobs_door_invitation'),
    ('app.people_of_tenant()',                                    'secureobs_door_person'),
    ('app.people_to_archive()',                                   'secureobs_door_person'),
    ('app.purge_audit(bigint,bigint,bytea,timestamptz,timestamptz,text,bytea)', 'secureobs_door_eraser'),
    ('app.purge_findings(uuid[])',                                'secureobs_door_eraser'),
    ('app.purge_notes(timestamptz,integer)',                      'secureobs_door_eraser'),
    ('app.purge_runs(uuid[])',                                    'secureobs_door_eraser'),
    ('app.tenants_of_person(uuid)',                               'secureobs_door_person'),
    ('app.tenant_of_trusting_project(uuid)',                      'secureobs_door_api_key'),
    ('app.tenant_of_customer(text)',                              'secureobs_door_billing'),
    ('app.texts_with(text)',                                      'secureobs_door_search'),
    ('work.count_tenant_made(uuid,integer)',                      'secureobs_door_person'),
    ('work.hear_stripe_event(text,text,timestamptz,timestamptz,text,uuid)', 'secureobs_door_billing'),
    ('work.stripe_event_heard(text)',                             'secureobs_door_billing'),
    ('work.erase_person(uuid)',                                   'secureobs_door_eraser'),
    ('work.recognise_person(uuid,uuid,uuid,text,text,timestamptz)', 'secureobs_door_person'),
    ('work.tenants_to_seal(bigint,bigint)',                       'secureobs_door_sealer'),
    ('work.past_epochs_to_seal(bigint)',                          'secureobs_door_sealer'),
    ('work.oldest_unsealed(bigint)',                              'secureobs_door_sealer'),
    ('work.note_sealed(bigint,bigint,boolean,timestamptz)',       'secureobs_door_sealer'),
    ('work.announce_checkpoint(uuid,bigint)',                     'secureobs_door_sealer'),
    ('work.checkpoints_to_send()',                                'secureobs_door_sealer'),
    ('work.note_checkpoint_sent(uuid,bigint)',                    'secureobs_door_sealer'),
    ('work.take_lease(text,uuid,integer)',                        'secureobs_door_lease'),
    ('work.tenants_to_archive(timestamptz)',                      'secureobs_door_waker'),
    ('work.tenants_to_erase(timestamptz)',                        'secureobs_door_waker'),
    ('work.notifications_waiting()',                              'secureobs_door_waker'),
    ('work.tenants_to_notify(timestamptz)',                       'secureobs_door_waker'),
    ('work.tenants_to_remind(timestamptz)',                       'secureobs_door_waker'),
    ('work.tenants_to_tidy(timestamptz)',                         'secureobs_door_waker'),
    ('work.tenants_to_wake(timestamptz)',                         'secureobs_door_waker')
),
-- What a door sees of a tenant table. 'using' and 'with check' as PostgreSQL prints them.
door_policy (relation, name, command, role, seen, written) as (values
    ('app.api_keys',       'door_api_key',    'ALL',    'secureobs_door_api_key',    'true', 'true'),
    ('app.archives',       'door_waker',      'SELECT', 'secureobs_door_waker',      'true', null),
    ('app.audit',          'door_sealer',     'SELECT', 'secureobs_door_sealer',     'true', null),
    ('app.former_members', 'door_eraser',     'SELECT', 'secureobs_door_eraser',     'true', null),
    ('app.former_members', 'door_person',     'SELECT', 'secureobs_door_person',     'true', null),
    ('app.invitations',    'door_invitation', 'SELECT', 'secureobs_door_invitation', 'true', null),
    ('app.memberships',    'door_eraser',     'SELECT', 'secureobs_door_eraser',     'true', null),
    ('app.memberships',    'door_person',     'SELECT', 'secureobs_door_person',     'true', null),
    ('app.notification_channels', 'door_waker', 'SELECT', 'secureobs_door_waker', 'true', null),
    ('app.notification_deliveries', 'door_waker', 'SELECT', 'secureobs_door_waker', 'true', null),
    ('app.notification_events', 'door_waker', 'SELECT', 'secureobs_door_waker', 'true', null),
    ('app.notification_waiting', 'door_waker', 'SELECT', 'secureobs_door_waker', 'true', null),
    ('app.projects',       'door_waker',      'SELECT', 'secureobs_door_waker',      'true', null),
    ('app.retentions',     'door_waker',      'SELECT', 'secureobs_door_waker',      'true', null),
    ('app.run_credentials', 'door_api_key',   'SELECT', 'secureobs_door_api_key',    'true', null),
    ('app.search_texts',   'door_search',     'SELECT', 'secureobs_door_search',     'true', null),
    ('app.subscriptions',  'door_billing',    'SELECT', 'secureobs_door_billing',    'true', null),
    ('app.suppressions',   'door_waker',      'SELECT', 'secureobs_door_waker',      'true', null),
    ('app.tenants',        'door_api_key',    'SELECT', 'secureobs_door_api_key',    'true', null),
    ('app.tenants',        'door_invitation', 'SELECT', 'secureobs_door_invitation', 'true', null),
    ('app.tenants',        'door_person',     'SELECT', 'secureobs_door_person',     'true', null),
    ('app.tenants',        'door_waker',      'SELECT', 'secureobs_door_waker',      'true', null),
    ('app.trust_rules',    'door_api_key',    'SELECT', 'secureobs_door_api_key',    'true', null)
),
-- Functions of ours that are no doors, and who may execute them.
function_right (role, function) as (values
    ('secureobs_api',          'app.set_tenant(uuid)'),
    ('secureobs_api',          'app.current_tenant()'),
    ('secureobs_api',          'app.audit_epoch()'),
    ('secureobs_door_api_key', 'app.current_tenant()'),
    ('secureobs_door_eraser',  'app.current_tenant()'),
    ('secureobs_door_invitation', 'app.current_tenant()'),
    ('secureobs_door_person',  'app.current_tenant()'),
    ('secureobs_door_search',  'app.current_tenant()')
    union all select 'secureobs_api', function from door
),
-- Rights on schemas and tables, of everybody but the owner. Columns: '' is the whole table.
approved_right (role, object, rights, columns) as (values
    ('secureobs_api', 'schema app',           'USAGE', ''),
    ('secureobs_api', 'schema migrations',    'USAGE', ''),
    ('secureobs_api', 'schema work',          'USAGE', ''),
    ('secureobs_api', 'migrations.applied',   'SELECT', ''),
    ('secureobs_api', 'app.api_keys',         'SELECT INSERT', ''),
    ('secureobs_api', 'app.api_keys',         'UPDATE', 'revoked_at'),
    ('secureobs_api', 'app.trust_rules',      'SELECT INSERT', ''),
    ('secureobs_api', 'app.trust_rules',      'UPDATE', 'revoked_at last_used_at'),
    ('secureobs_api', 'app.run_credentials',  'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.notification_channels',   'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.notification_channels',   'UPDATE', 'name project_id project_ids events frequency generation rotated_at paused_at next_at remind_at tested_at delivered_at failing_since failed_at failure given_up'),
    ('secureobs_api', 'app.notification_events',     'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.notification_waiting',    'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.notification_deliveries', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.notification_deliveries', 'UPDATE', 'state attempts last_status last_reason started_at next_at delivered_at'),
    ('secureobs_api', 'app.archives',         'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.archives',         'UPDATE', 'started_at finished_at failed_at rows bytes sha256'),
    ('secureobs_api', 'app.archive_parts',    'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.audit',            'SELECT', ''),
    ('secureobs_api', 'app.audit',            'INSERT', 'tenant_id id at actor_kind actor_id action subject_id data'),
    ('secureobs_api', 'app.audit_blocks',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.audit_cuts',       'SELECT INSERT', ''),
    ('secureobs_api', 'app.checkpoint_deliveries', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.checkpoint_deliveries', 'UPDATE', 'no delivered_at failing_since failure'),
    ('secureobs_api', 'app.checkpoint_webhooks',   'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.checkpoint_webhooks',   'UPDATE', 'url changed_at'),
    ('secureobs_api', 'app.finding_change_items', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.finding_changes',  'SELECT INSERT', ''),
    ('secureobs_api', 'app.finding_changes',  'UPDATE', 'undone_by undone_at'),
    ('secureobs_api', 'app.finding_comments', 'SELECT INSERT', ''),
    ('secureobs_api', 'app.finding_comments', 'UPDATE', 'finding_id'),
    ('secureobs_api', 'app.finding_counts',   'SELECT INSERT', ''),
    ('secureobs_api', 'app.finding_counts',   'UPDATE', 'findings'),
    ('secureobs_api', 'app.finding_days',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.finding_days',     'UPDATE', 'opened closed added resolved resolved_seconds retired'),
    ('secureobs_api', 'app.finding_fingerprints', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.finding_fingerprints', 'UPDATE', 'finding_id taught_by'),
    ('secureobs_api', 'app.finding_links',    'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.finding_links',    'UPDATE', 'finding_id'),
    ('secureobs_api', 'app.finding_views',    'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.finding_views',    'UPDATE', 'name filter sort direction changed_by changed_at'),
    ('secureobs_api', 'app.findings',         'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.findings',         'UPDATE', 'content_hash severity start_line end_line description snippet cwe owasp secret_hash fingerprint kin features rung on_default detected resolved_at triage triaged_at suppression_id suppression_kind suppressed_until tool_severity severity_override severity_reason assignee due_at ignored_in_source file_path rule_id package_url advisory resource_address'),
    ('secureobs_api', 'app.gate_policies',    'SELECT INSERT', ''),
    ('secureobs_api', 'app.gate_verdicts',    'SELECT INSERT', ''),
    ('secureobs_api', 'app.attack_chokepoints',      'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.attack_paths',            'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.infrastructure_analyses', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.infrastructure_edges',    'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.infrastructure_nodes',    'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.imports',          'SELECT INSERT', ''),
    ('secureobs_api', 'app.imports',          'UPDATE', 'rows added merged bytes updated_at done_at'),
    ('secureobs_api', 'app.former_members',   'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.invitations',      'SELECT INSERT', ''),
    ('secureobs_api', 'app.invitations',      'UPDATE', 'revoked_at accepted_at accepted_by'),
    ('secureobs_api', 'app.memberships',      'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.memberships',      'UPDATE', 'role'),
    ('secureobs_api', 'app.project_scanners', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.project_scanners', 'UPDATE', 'position config'),
    ('secureobs_api', 'app.projects',         'SELECT INSERT', ''),
    ('secureobs_api', 'app.projects',         'UPDATE', 'name gate_policy archived_at erasing_at default_branch four_eyes due_days source_link'),
    ('secureobs_api', 'app.result_findings',  'SELECT INSERT', ''),
    ('secureobs_api', 'app.result_findings',  'UPDATE', 'bits'),
    ('secureobs_api', 'app.result_rows',      'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.result_rows',      'UPDATE', 'features fingerprint'),
    ('secureobs_api', 'app.retentions',       'SELECT INSERT', ''),
    ('secureobs_api', 'app.retentions',       'UPDATE', 'days due_at cutoff started_at finished_at findings runs entries failure'),
    ('secureobs_api', 'app.rule_aliases',     'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.rule_weaknesses',  'SELECT INSERT', ''),
    ('secureobs_api', 'app.runs',             'SELECT INSERT', ''),
    ('secureobs_api', 'app.runs',             'UPDATE', 'branch commit pull_request closed_at manifest'),
    ('secureobs_api', 'app.scan_results',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.scan_results',     'UPDATE', 'status version findings duration_milliseconds message reported_at rules_digest exit_code'),
    ('secureobs_api', 'app.scope_findings',   'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.scope_findings',   'UPDATE', 'finding_id'),
    ('secureobs_api', 'app.scan_scopes',      'SELECT INSERT', ''),
    ('secureobs_api', 'app.scan_scopes',      'UPDATE', 'last_seq current_run current_seq current_at'),
    ('secureobs_api', 'app.scanners',         'SELECT', ''),
    ('secureobs_api', 'app.secret_hash_keys', 'SELECT INSERT', ''),
    ('secureobs_api', 'app.search_texts',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.subscriptions',    'SELECT INSERT', ''),
    ('secureobs_api', 'app.subscriptions',    'UPDATE', 'customer subscription status price period_ends_at ends_at_period_end asked applied changed_at'),
    ('secureobs_api', 'app.suppressions',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.suppressions',     'UPDATE', 'approved_by approved_at ended_at ended_by ended_because'),
    ('secureobs_api', 'app.tenants',          'SELECT INSERT', ''),
    ('secureobs_api', 'app.tenants',          'UPDATE', 'name delete_asked_at delete_after erasing_at tombstone'),

    ('secureobs_door_api_key', 'schema app',   'USAGE', ''),
    ('secureobs_door_api_key', 'app.api_keys', 'SELECT', ''),
    ('secureobs_door_api_key', 'app.api_keys', 'UPDATE', 'last_used_at'),
    ('secureobs_door_api_key', 'app.tenants',  'SELECT', 'id delete_after'),
    ('secureobs_door_api_key', 'app.trust_rules',     'SELECT', 'tenant_id id project_id revoked_at'),
    ('secureobs_door_api_key', 'app.run_credentials', 'SELECT', 'tenant_id id rule_id project_id run branch secret_hash expires_at'),

    ('secureobs_door_eraser', 'schema app',           'USAGE', ''),
    ('secureobs_door_eraser', 'schema work',          'USAGE', ''),
    ('secureobs_door_eraser', 'app.findings',         'UPDATE', 'suppression_id suppression_kind suppressed_until'),
    ('secureobs_door_eraser', 'app.audit_cuts',       'INSERT', ''),
    ('secureobs_door_eraser', 'app.audit_cuts',       'UPDATE', 'no total hash closed_at cut_at key_id signature'),
    ('secureobs_door_eraser', 'work.people',          'SELECT DELETE', ''),
    ('secureobs_door_eraser', 'work.checkpoints_due', 'SELECT DELETE', ''),
    ('secureobs_door_eraser', 'work.stripe_events',   'SELECT DELETE', ''),
    ('secureobs_door_eraser', 'work.tombstones',      'SELECT INSERT', ''),

    ('secureobs_door_billing', 'schema app',         'USAGE', ''),
    ('secureobs_door_billing', 'schema work',        'USAGE', ''),
    ('secureobs_door_billing', 'app.subscriptions',  'SELECT', 'tenant_id customer'),
    ('secureobs_door_billing', 'work.stripe_events', 'SELECT', 'id received_at'),
    ('secureobs_door_billing', 'work.stripe_events', 'INSERT DELETE', ''),

    ('secureobs_door_invitation', 'schema app',      'USAGE', ''),
    ('secureobs_door_invitation', 'app.invitations', 'SELECT', ''),
    ('secureobs_door_invitation', 'app.tenants',     'SELECT', 'id delete_after'),

    ('secureobs_door_person', 'schema app',         'USAGE', ''),
    ('secureobs_door_person', 'schema work',        'USAGE', ''),
    ('secureobs_door_person', 'app.former_members', 'SELECT', ''),
    ('secureobs_door_person', 'app.memberships',    'SELECT', ''),
    ('secureobs_door_person', 'app.tenants',        'SELECT', ''),
    ('secureobs_door_person', 'work.people',        'SELECT INSERT', ''),
    ('secureobs_door_person', 'work.people',        'UPDATE', 'name username seen_at tenants_made'),

    ('secureobs_door_sealer', 'schema app',           'USAGE', ''),
    ('secureobs_door_sealer', 'schema work',          'USAGE', ''),
    ('secureobs_door_sealer', 'app.audit',            'SELECT', 'tenant_id epoch xid at'),
    ('secureobs_door_sealer', 'work.seal_progress',   'SELECT INSERT', ''),
    ('secureobs_door_sealer', 'work.seal_progress',   'UPDATE', 'sealed_to complete'),
    ('secureobs_door_sealer', 'work.checkpoints_due', 'SELECT INSERT DELETE', ''),
    ('secureobs_door_sealer', 'work.checkpoints_due', 'UPDATE', 'no'),

    ('secureobs_door_search', 'schema app',       'USAGE', ''),
    ('secureobs_door_search', 'app.search_texts', 'SELECT', 'tenant_id kind text'),

    ('secureobs_door_waker', 'schema app',       'USAGE', ''),
    ('secureobs_door_waker', 'schema work',      'USAGE', ''),
    ('secureobs_door_waker', 'app.suppressions', 'SELECT', 'tenant_id ended_at expires_at'),
    ('secureobs_door_waker', 'app.tenants',      'SELECT', 'id delete_after erasing_at'),
    ('secureobs_door_waker', 'app.archives',     'SELECT', 'tenant_id finished_at failed_at expires_at'),
    ('secureobs_door_waker', 'app.retentions',   'SELECT', 'tenant_id due_at'),
    ('secureobs_door_waker', 'app.notification_channels',   'SELECT', 'tenant_id paused_at events remind_at'),
    ('secureobs_door_waker', 'app.notification_events',     'SELECT', 'tenant_id at'),
    ('secureobs_door_waker', 'app.notification_waiting',    'SELECT', 'tenant_id due_at'),
    ('secureobs_door_waker', 'app.notification_deliveries', 'SELECT', 'tenant_id state next_at created_at'),
    ('secureobs_door_waker', 'app.projects',     'SELECT', 'tenant_id erasing_at'),

    ('secureobs_door_lease', 'schema work',  'USAGE', ''),
    ('secureobs_door_lease', 'work.leases',  'SELECT INSERT', ''),
    ('secureobs_door_lease', 'work.leases',  'UPDATE', 'holder expires_at')

    -- The eraser reads and deletes rows of every tenant table, as row-level security lets it.
    union all
    select 'secureobs_door_eraser', 'app.' || relname, 'SELECT DELETE', ''
    from pg_catalog.pg_class
    where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not exists (select from catalogue where name = relname)
),

-- What the catalogue says, for the rules that compare it with the lists above.
ours (oid, name) as (
    select oid, nspname from pg_catalog.pg_namespace where nspname in ('app', 'work', 'migrations')
),
wanted (role, object, privilege, column_name) as (
    select role, object, privilege, column_name
    from approved_right, unnest(string_to_array(rights, ' ')) as privilege,
        unnest(case columns when '' then array[''] else string_to_array(columns, ' ') end) as column_name
),
held (role, object, privilege, column_name) as (
    select case a.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(a.grantee) end, 'schema ' || n.nspname, a.privilege_type, ''
    from pg_catalog.pg_namespace n join ours using (oid), pg_catalog.aclexplode(n.nspacl) a where a.grantee <> n.nspowner
    union all
    select case a.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(a.grantee) end, ours.name || '.' || c.relname, a.privilege_type, ''
    from pg_catalog.pg_class c join ours on ours.oid = c.relnamespace, pg_catalog.aclexplode(c.relacl) a where a.grantee <> c.relowner
    union all
    select case a.grantee when 0 then 'public' else pg_catalog.pg_get_userbyid(a.grantee) end, ours.name || '.' || c.relname, a.privilege_type, t.attname
    from pg_catalog.pg_class c join ours on ours.oid = c.relnamespace
    join pg_catalog.pg_attribute t on t.attrelid = c.oid and not t.attisdropped, pg_catalog.aclexplode(t.attacl) a where a.grantee <> c.relowner
),
difference (role, description) as (
    select role, format('%s holds %s%s on %s, which is not approved', role, privilege, ' (' || nullif(column_name, '') || ')', object)
    from (select * from held except select * from wanted) as more
    union all
    select role, format('%s lacks the approved %s%s on %s: take it off the list or grant it', role, privilege, ' (' || nullif(column_name, '') || ')', object)
    from (select * from wanted except select * from held) as less
)

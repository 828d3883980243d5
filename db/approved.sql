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
    ('app.find_invitation(bytea,timestamptz)',                    'secureobs_door_invitation'),
    ('app.people_of_tenant()',                                    'secureobs_door_person'),
    ('app.tenants_of_person(uuid)',                               'secureobs_door_person'),
    ('work.count_tenant_made(uuid,integer)',                      'secureobs_door_person'),
    ('work.recognise_person(uuid,uuid,uuid,text,text,timestamptz)', 'secureobs_door_person'),
    ('work.tenants_to_seal(bigint,bigint)',                       'secureobs_door_sealer'),
    ('work.past_epochs_to_seal(bigint)',                          'secureobs_door_sealer'),
    ('work.oldest_unsealed(bigint)',                              'secureobs_door_sealer'),
    ('work.note_sealed(bigint,bigint,boolean,timestamptz)',       'secureobs_door_sealer'),
    ('work.announce_checkpoint(uuid,bigint)',                     'secureobs_door_sealer'),
    ('work.checkpoints_to_send()',                                'secureobs_door_sealer'),
    ('work.note_checkpoint_sent(uuid,bigint)',                    'secureobs_door_sealer'),
    ('work.take_lease(text,uuid,integer)',                        'secureobs_door_lease')
),
-- What a door sees of a tenant table. 'using' and 'with check' as PostgreSQL prints them.
door_policy (relation, name, command, role, seen, written) as (values
    ('app.api_keys',       'door_api_key',    'ALL',    'secureobs_door_api_key',    'true', 'true'),
    ('app.audit',          'door_sealer',     'SELECT', 'secureobs_door_sealer',     'true', null),
    ('app.former_members', 'door_person',     'SELECT', 'secureobs_door_person',     'true', null),
    ('app.invitations',    'door_invitation', 'SELECT', 'secureobs_door_invitation', 'true', null),
    ('app.memberships',    'door_person',     'SELECT', 'secureobs_door_person',     'true', null),
    ('app.tenants',        'door_person',     'SELECT', 'secureobs_door_person',     'true', null)
),
<<<<<<< HEAD
-- The body of each function, as SHA-256: a door that was widened on a live database looks like the old one from outside.
function_body (function, digest) as (values
    ('app.audit_epoch()', '644b2a4462abb21d6a13aa485b7ab013b4e235c0f135dcc0df0c0f39e22f605d'),
    ('app.authenticate_api_key(bytea,timestamptz)', 'b9003189bdaf3ef7068bb22df1dae369f3bf146e38f1a345a132b6f6b8fb6db2'),
    ('app.current_tenant()', 'b4409728a0bdcda16f15a30fbc0adb22e2a0cdc0b3e3e48f570125828a00209b'),
    ('app.find_invitation(bytea,timestamptz)', 'b3216b4f5739e06036eaaedf0320e819da04e2723a26d1b429f4f8b512676355'),
    ('app.people_of_tenant()', '9d35947d61f2a5b151595115252cfde744df99a484efe8534135c08f78c183b6'),
    ('app.set_tenant(uuid)', '296ec69842a8e773c928e20a26cdde98bc16b6c65aa509ebef7114303b285a61'),
    ('app.tenants_of_person(uuid)', '09175a32a15e26c486055dfe4218f6d92c52accc1d1f0e053c0ee0c22cf173fb'),
    ('work.announce_checkpoint(uuid,bigint)', '64385c4e196b93ac4ca92ecd4006f24b31ccc71a50719a4c4efa17b5eca25443'),
    ('work.checkpoints_to_send()', '4e428b760f6b1d1ccebdc5e148f9cab97faa9f45a43e6e4a11c562b9b9cbeb2f'),
    ('work.count_tenant_made(uuid,integer)', '5b8497eb07c1b92f580ff11d4ea63679e9f210f7ca55e4acd91ae866f3671cfe'),
    ('work.note_checkpoint_sent(uuid,bigint)', '38d728733cc4dbad05ae22f4eed353765bae53676b8c62cd5a066262fdab4151'),
    ('work.note_sealed(bigint,bigint,boolean,timestamptz)', '61663e8b651ad013aaa35fe70f7eb763433aad8f22304d4f318cb49a55ae53dc'),
    ('work.oldest_unsealed(bigint)', '9bc21e66eb0330b8c079c44d8e7816849c053eea9ef38b1806a01dc4b4723e6b'),
    ('work.past_epochs_to_seal(bigint)', 'be7a46b7057eea404a04133bf8c38491e46bded2b426fe648a8f0c58529ec153'),
    ('work.recognise_person(uuid,uuid,uuid,text,text,timestamptz)', 'a4bd4dce4a0dce2db38d31684fecbb864c2b7cc2122b6dc895ba7b99014241f7'),
    ('work.take_lease(text,uuid,integer)', 'a1c4bcd0be3af36d89f799c3c5e42229ccaeca9098d487761217291ed443c105'),
    ('work.tenants_to_seal(bigint,bigint)', '46057d4b3bcc270f88b4ccf76859b41153058a378104adbac48bad08cfaba837')
),
=======
>>>>>>> isolation
-- Functions of ours that are no doors, and who may execute them.
function_right (role, function) as (values
    ('secureobs_api',          'app.set_tenant(uuid)'),
    ('secureobs_api',          'app.current_tenant()'),
    ('secureobs_api',          'app.audit_epoch()'),
    ('secureobs_door_api_key', 'app.current_tenant()'),
    ('secureobs_door_invitation', 'app.current_tenant()'),
    ('secureobs_door_person',  'app.current_tenant()')
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
    ('secureobs_api', 'app.audit',            'SELECT', ''),
    ('secureobs_api', 'app.audit',            'INSERT', 'tenant_id id at actor_kind actor_id action subject_id data'),
    ('secureobs_api', 'app.audit_blocks',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.checkpoint_deliveries', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.checkpoint_deliveries', 'UPDATE', 'no delivered_at failing_since failure'),
    ('secureobs_api', 'app.checkpoint_webhooks',   'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.checkpoint_webhooks',   'UPDATE', 'url changed_at'),
    ('secureobs_api', 'app.finding_presence', 'SELECT INSERT', ''),
    ('secureobs_api', 'app.finding_presence', 'UPDATE', 'to_seq'),
    ('secureobs_api', 'app.findings',         'SELECT INSERT', ''),
    ('secureobs_api', 'app.findings',         'UPDATE', 'content_hash severity status start_line end_line description snippet cwe owasp secret_hash suppression_reason status_comment'),
    ('secureobs_api', 'app.former_members',   'SELECT INSERT', ''),
    ('secureobs_api', 'app.invitations',      'SELECT INSERT', ''),
    ('secureobs_api', 'app.invitations',      'UPDATE', 'revoked_at accepted_at accepted_by'),
    ('secureobs_api', 'app.memberships',      'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.memberships',      'UPDATE', 'role'),
    ('secureobs_api', 'app.project_scanners', 'SELECT INSERT DELETE', ''),
    ('secureobs_api', 'app.project_scanners', 'UPDATE', 'position config'),
    ('secureobs_api', 'app.projects',         'SELECT INSERT', ''),
    ('secureobs_api', 'app.projects',         'UPDATE', 'name gate_policy archived_at'),
    ('secureobs_api', 'app.runs',             'SELECT INSERT', ''),
    ('secureobs_api', 'app.runs',             'UPDATE', 'branch commit pull_request closed_at'),
    ('secureobs_api', 'app.scan_results',     'SELECT INSERT', ''),
    ('secureobs_api', 'app.scan_results',     'UPDATE', 'status version findings duration_milliseconds message reported_at'),
    ('secureobs_api', 'app.scan_scopes',      'SELECT INSERT', ''),
    ('secureobs_api', 'app.scan_scopes',      'UPDATE', 'last_seq'),
    ('secureobs_api', 'app.scanners',         'SELECT', ''),
    ('secureobs_api', 'app.tenants',          'SELECT INSERT', ''),
    ('secureobs_api', 'app.tenants',          'UPDATE', 'name'),

    ('secureobs_door_api_key', 'schema app',   'USAGE', ''),
    ('secureobs_door_api_key', 'app.api_keys', 'SELECT', ''),
    ('secureobs_door_api_key', 'app.api_keys', 'UPDATE', 'last_used_at'),

    ('secureobs_door_invitation', 'schema app',      'USAGE', ''),
    ('secureobs_door_invitation', 'app.invitations', 'SELECT', ''),

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

    ('secureobs_door_lease', 'schema work',  'USAGE', ''),
    ('secureobs_door_lease', 'work.leases',  'SELECT INSERT', ''),
    ('secureobs_door_lease', 'work.leases',  'UPDATE', 'holder expires_at')
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
    join pg_catalog.pg_attribute t on t.attrelid = c.oid, pg_catalog.aclexplode(t.attacl) a where a.grantee <> c.relowner
),
difference (role, description) as (
    select role, format('%s holds %s%s on %s, which is not approved', role, privilege, ' (' || nullif(column_name, '') || ')', object)
    from (select * from held except select * from wanted) as more
    union all
    select role, format('%s lacks the approved %s%s on %s: take it off the list or grant it', role, privilege, ' (' || nullif(column_name, '') || ')', object)
    from (select * from wanted except select * from held) as less
)

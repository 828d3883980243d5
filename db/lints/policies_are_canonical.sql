-- Every policy is the canonical tenant policy, or a door of a NOLOGIN role on this list.
select format('%I.%I: policy %I is neither tenant_isolation as written nor a known door', schemaname, tablename, policyname) as violation
from pg_catalog.pg_policies
where schemaname in ('app', 'work')
  and not (policyname = 'tenant_isolation' and cmd = 'ALL' and roles = '{public}' and permissive = 'PERMISSIVE'
           and qual       = case when tablename = 'tenants' then '(id = app.current_tenant())' else '(tenant_id = app.current_tenant())' end
           and with_check = case when tablename = 'tenants' then '(id = app.current_tenant())' else '(tenant_id = app.current_tenant())' end)
  and (policyname, tablename, cmd, roles::text) not in (
    ('door_api_key',    'api_keys',       'ALL',    '{secureobs_door_api_key}'),
    ('door_invitation', 'invitations',    'SELECT', '{secureobs_door_invitation}'),
    ('door_person',     'former_members', 'SELECT', '{secureobs_door_person}'),
    ('door_person',     'memberships',    'SELECT', '{secureobs_door_person}'),
    ('door_person',     'tenants',        'SELECT', '{secureobs_door_person}'))
order by 1;

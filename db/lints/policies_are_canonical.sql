-- I08. Every policy is the tenant policy as written, without sub-select or exception, or one of a door as listed.
select format('%I.%I: policy %I is neither tenant_isolation as written nor that of a door', schemaname, tablename, policyname) as violation
from pg_catalog.pg_policies
where not (policyname = 'tenant_isolation' and cmd = 'ALL' and roles = '{public}' and permissive = 'PERMISSIVE'
           and qual       = case when tablename = 'tenants' then '(id = app.current_tenant())' else '(tenant_id = app.current_tenant())' end
           and with_check = case when tablename = 'tenants' then '(id = app.current_tenant())' else '(tenant_id = app.current_tenant())' end)
  and not exists (
    select from door_policy d
    where d.relation = schemaname || '.' || tablename and d.name = policyname and d.command = cmd
      and roles = array[d.role::name] and permissive = 'PERMISSIVE'
      and d.seen is not distinct from qual and d.written is not distinct from with_check)
order by 1;

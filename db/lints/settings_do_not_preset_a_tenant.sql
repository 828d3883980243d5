-- I28. Nothing presets a tenant, another role or search path, or switches row-level security or triggers off.
select format('a role or database setting presets %s', setting) as violation
from pg_catalog.pg_db_role_setting s, unnest(s.setconfig) as setting
where s.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
  and setting ~* '^(app\.tenant_id|row_security|session_replication_role|role|session_authorization|search_path)='
union all
select format('this session starts with %s = %s', name, value)
from (values ('app.tenant_id', nullif(pg_catalog.current_setting('app.tenant_id', true), '')),
             ('row_security', nullif(pg_catalog.current_setting('row_security'), 'on')),
             ('session_replication_role', nullif(pg_catalog.current_setting('session_replication_role'), 'origin'))) as present (name, value)
where value is not null
order by 1;

-- No role or database setting presets a tenant or switches row-level security or triggers off.
select format('a role or database setting presets %s', setting) as violation
from pg_catalog.pg_db_role_setting s, unnest(s.setconfig) as setting
where setting ~ '^(app\.tenant_id|row_security|session_replication_role)='
order by 1;

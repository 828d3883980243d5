-- I22. PUBLIC has no right on a table, column or schema of ours, and none on the database.
select format('public holds %s on %s', privilege, object) as violation
from held where role = 'public'
union all
select format('public holds %s on the database', a.privilege_type)
from pg_catalog.pg_database d, pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a
where d.datname = pg_catalog.current_database() and a.grantee = 0
order by 1;

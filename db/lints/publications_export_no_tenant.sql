-- Logical decoding exports the rows of all tenants.
select format('publication %I exports %I.%I', pubname, schemaname, tablename) as violation
from pg_catalog.pg_publication_tables
where schemaname in ('app', 'work')
order by 1;

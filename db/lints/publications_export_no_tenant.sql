-- I26. No publication: logical decoding exports the rows of all tenants.
select format('publication %I exports %I.%I', p.pubname, t.schemaname, t.tablename) as violation
from pg_catalog.pg_publication p join pg_catalog.pg_publication_tables t using (pubname) join ours on ours.name = t.schemaname
union all
select format('publication %I exports every table, also those to come', pubname) from pg_catalog.pg_publication where puballtables
order by 1;

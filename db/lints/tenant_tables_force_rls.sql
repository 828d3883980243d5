-- I05. Every table in app but the catalogues, partitions too, enables and forces row-level security.
select format('%I.%I: enable and force row level security', n.nspname, c.relname) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relname not in (select name from catalogue)
  and not (c.relrowsecurity and c.relforcerowsecurity)
order by 1;

-- I10. A catalogue or a table of work references no tenant table: the check would tell whether another tenant's row exists.
select format('%s: foreign key %I leads to a tenant table', k.conrelid::regclass, k.conname) as violation
from pg_catalog.pg_constraint k
join pg_catalog.pg_class     c on c.oid = k.conrelid
join pg_catalog.pg_class     f on f.oid = k.confrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_namespace m on m.oid = f.relnamespace
where k.contype = 'f' and m.nspname = 'app' and f.relname not in (select name from catalogue)
  and (n.nspname <> 'app' or c.relname in (select name from catalogue))
order by 1;

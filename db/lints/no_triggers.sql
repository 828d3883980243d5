-- I24. No trigger: it runs what no statement shows, and not on distributed PostgreSQL.
select format('trigger %I on %s', t.tgname, t.tgrelid::regclass) as violation
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join ours on ours.oid = c.relnamespace
where not t.tgisinternal
order by 1;

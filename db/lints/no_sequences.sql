-- I23. No sequence: its counter runs through all tenants and tells each how much the others do.
select format('%I.%I is a sequence', ours.name, c.relname) as violation
from pg_catalog.pg_class c join ours on ours.oid = c.relnamespace
where c.relkind = 'S'
order by 1;

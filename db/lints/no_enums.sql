-- I48. No enum: comparing one is not leakproof, so no index would serve it under row-level security.
select format('enum %I.%I: use smallint', ours.name, t.typname) as violation
from pg_catalog.pg_type t join ours on ours.oid = t.typnamespace
where t.typtype = 'e'
order by 1;

-- No materialized view, foreign table, sequence, rule, trigger or enum in the schemas: row-level security does not reach
-- them, they leak counters, or they do not run on distributed PostgreSQL.
select format('%I.%I: relation kind %s is not allowed', n.nspname, c.relname, c.relkind) as violation
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'work') and c.relkind in ('m', 'f', 'S')
union all
select format('rule %I on %s', r.rulename, r.ev_class::regclass)
from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'work') and r.rulename <> '_RETURN'
union all
select format('trigger %I on %s', t.tgname, t.tgrelid::regclass)
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('app', 'work') and not t.tgisinternal
union all
select format('enum %I.%I: use smallint, comparisons of enums are not leakproof', n.nspname, t.typname)
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where n.nspname in ('app', 'work') and t.typtype = 'e'
order by 1;

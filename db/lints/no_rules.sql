-- I27. No rewrite rule: it changes a statement after the application wrote it.
select format('rule %I on %s', r.rulename, r.ev_class::regclass) as violation
from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join ours on ours.oid = c.relnamespace
where r.rulename <> '_RETURN'
order by 1;

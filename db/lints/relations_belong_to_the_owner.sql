-- I03. Every schema, relation and plain function belongs to the owner role: an owner may switch row-level security off.
select format('%I.%I is owned by %I', ours.name, c.relname, pg_catalog.pg_get_userbyid(c.relowner)) as violation
from pg_catalog.pg_class c join ours on ours.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and pg_catalog.pg_get_userbyid(c.relowner) <> 'secureobs_owner'
union all
select format('schema %I is owned by %I', n.nspname, pg_catalog.pg_get_userbyid(n.nspowner))
from pg_catalog.pg_namespace n join ours using (oid)
where pg_catalog.pg_get_userbyid(n.nspowner) <> 'secureobs_owner'
union all
select format('%s is owned by %I', p.oid::regprocedure, pg_catalog.pg_get_userbyid(p.proowner))
from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace
where not p.prosecdef and pg_catalog.pg_get_userbyid(p.proowner) <> 'secureobs_owner'
order by 1;

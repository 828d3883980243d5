-- What a table asks of whoever writes to it: a line that comes with a migration may refuse what the release before writes.
select k.conrelid::regclass::text as "table", k.conname || ' ' || pg_catalog.pg_get_constraintdef(k.oid) as demand
from pg_catalog.pg_constraint k
where k.conrelid <> 0 and k.contype in ('c', 'f', 'x') and k.connamespace in ('app'::regnamespace, 'work'::regnamespace)
union all
select i.indrelid::regclass::text, pg_catalog.pg_get_indexdef(i.indexrelid)
from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
where i.indisunique and c.relnamespace in ('app'::regnamespace, 'work'::regnamespace)
union all
select a.attrelid::regclass::text, a.attname || ' must be given'
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
where a.attnum > 0 and not a.attisdropped and a.attnotnull and not a.atthasdef and c.relkind in ('r', 'p') and c.relnamespace in ('app'::regnamespace, 'work'::regnamespace)

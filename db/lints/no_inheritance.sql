-- I44. No table inherits from another: the policies of one do not bind the rows of the other. Partitions are checked as tables.
select format('%s inherits from %s', h.inhrelid::regclass, h.inhparent::regclass) as violation
from pg_catalog.pg_inherits h
join pg_catalog.pg_class c on c.oid = h.inhrelid
join pg_catalog.pg_class p on p.oid = h.inhparent
where c.relkind in ('r', 'f') and not c.relispartition
  and (c.relnamespace in (select oid from ours) or p.relnamespace in (select oid from ours))
order by 1;

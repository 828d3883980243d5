-- I07. Every tenant table has exactly one policy for everybody, for all commands.
select format('%I.%I has %s policies tenant_isolation for all commands to public, not 1', n.nspname, c.relname, count(p.oid)) as violation
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_policy p
    on p.polrelid = c.oid and p.polname = 'tenant_isolation' and p.polcmd = '*' and p.polroles = '{0}' and p.polpermissive
where n.nspname = 'app' and c.relkind in ('r', 'p') and c.relname not in (select name from catalogue)
group by n.nspname, c.relname
having count(p.oid) <> 1
order by 1;

-- I43. No event trigger but those of an extension: it runs at every change of the schema, with the rights of who changes it.
select format('event trigger %I', t.evtname) as violation
from pg_catalog.pg_event_trigger t
where not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_event_trigger'::regclass and d.objid = t.oid and d.deptype = 'e')
order by 1;

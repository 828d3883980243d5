-- A security definer function is a door on this list, owned by its own door role, with a pinned search_path, for the runtime role only.
select format('%s is a security definer function, but not a door as listed', p.oid::regprocedure) as violation
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
  and not ((n.nspname || '.' || p.proname, pg_catalog.pg_get_userbyid(p.proowner)::text) in (
             ('work.recognise_person',    'secureobs_door_person'),
             ('app.tenants_of_person',    'secureobs_door_person'),
             ('app.people_of_tenant',     'secureobs_door_person'),
             ('app.authenticate_api_key', 'secureobs_door_api_key'),
             ('work.tenants_to_seal',      'secureobs_door_sealer'),
             ('work.past_epochs_to_seal',  'secureobs_door_sealer'),
             ('work.oldest_unsealed',      'secureobs_door_sealer'),
             ('work.note_sealed',          'secureobs_door_sealer'),
             ('work.announce_checkpoint',  'secureobs_door_sealer'),
             ('work.checkpoints_to_send',  'secureobs_door_sealer'),
             ('work.note_checkpoint_sent', 'secureobs_door_sealer'),
             ('work.take_lease',           'secureobs_door_lease'))
           and 'search_path=""' = any (coalesce(p.proconfig, '{}'))
           and p.proacl is not null
           and not exists (
             select from pg_catalog.aclexplode(p.proacl) a
             where a.grantee <> p.proowner and pg_catalog.pg_get_userbyid(a.grantee) <> 'secureobs_api'))
order by 1;

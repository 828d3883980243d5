-- I19. The runtime role can create neither a schema nor a temporary object: one outlives the tenant of its transaction.
select format('secureobs_api holds %s on the database', right_name) as violation
from unnest(array['CREATE', 'TEMPORARY']) as right_name
where pg_catalog.has_database_privilege('secureobs_api', pg_catalog.current_database(), right_name)
order by 1;

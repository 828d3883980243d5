-- I45. No logical slot and no subscription: one reads the rows of all tenants, the other writes past every policy.
select format('logical replication slot %I', slot_name) as violation
from pg_catalog.pg_replication_slots where slot_type = 'logical' and database = pg_catalog.current_database()
union all
select format('subscription %I', subname)
from pg_catalog.pg_subscription where subdbid = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
order by 1;

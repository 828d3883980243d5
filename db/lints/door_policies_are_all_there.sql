-- I08. Every policy on the list of doors exists: a door without its policy answers nothing, and its entry waits for another.
select format('%s lacks the listed policy %I', d.relation, d.name) as violation
from door_policy d
where not exists (select from pg_catalog.pg_policies where schemaname || '.' || tablename = d.relation and policyname = d.name)
order by 1;

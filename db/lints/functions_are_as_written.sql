-- I49. Each function of ours has the approved body, and there is no other.
select format('%s has a body that is not approved (SHA-256 %s)', p.oid::regprocedure, encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex')) as violation
from pg_catalog.pg_proc p join ours on ours.oid = p.pronamespace
where not exists (
    select from function_body b
    where pg_catalog.to_regprocedure(b.function) = p.oid and b.digest = encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'))
order by 1;

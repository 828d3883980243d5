-- A keyed hash of the secret that a finding is about, so that equal secrets of a tenant are known as equal. The key is
-- not in the database.
set role secureobs_owner;

alter table app.findings
    add column secret_hash bytea constraint findings_secret_hash_length check (octet_length(secret_hash) = 16);
create index findings_same_secret on app.findings (tenant_id, secret_hash) where secret_hash is not null;
grant update (secret_hash) on app.findings to secureobs_api;

reset role;

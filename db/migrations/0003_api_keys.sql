-- API keys: how a pipeline proves which tenant and project it belongs to.
-- We keep the SHA-256 of a key, never the key (docs/decisions/0004-make-api-keys-recognisable-and-hash-them.md).
set role secureobs_owner;

create table app.api_keys (
    tenant_id    uuid        not null constraint api_keys_tenant_fk references app.tenants (id),
    id           uuid        not null,
    project_id   uuid,                             -- null: the key is good for every project of the tenant
    name         text        not null constraint api_keys_name_length check (length(name) between 1 and 80),
    public_part  text        not null constraint api_keys_public_part_length check (length(public_part) = 8),
    secret_hash  bytea       not null constraint api_keys_hash_length check (octet_length(secret_hash) = 32),
    created_by   uuid        not null,             -- an actor id of the tenant
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    constraint api_keys_pk primary key (tenant_id, id),
    constraint api_keys_name_uq unique (tenant_id, name),
    constraint api_keys_project_fk foreign key (tenant_id, project_id) references app.projects (tenant_id, id)
);
-- Not unique: a unique index without the tenant tells of other tenants.
create index api_keys_secret_hash on app.api_keys (secret_hash);
create index api_keys_project on app.api_keys (tenant_id, project_id);
alter table app.api_keys enable row level security;
alter table app.api_keys force row level security;
create policy tenant_isolation on app.api_keys
    using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
grant select, insert on app.api_keys to secureobs_api;
grant update (revoked_at) on app.api_keys to secureobs_api;   -- a key is revoked, never edited

-- Door: a key arrives before its tenant is known. Its owner sees and stamps this one table, nothing else.
grant select on app.api_keys to secureobs_door_api_key;
grant update (last_used_at) on app.api_keys to secureobs_door_api_key;
create policy door_api_key on app.api_keys to secureobs_door_api_key using (true) with check (true);
create function app.authenticate_api_key(presented_hash bytea, at timestamptz)
    returns table (tenant_id uuid, api_key_id uuid, project_id uuid)
    language plpgsql security definer
    set search_path = ''
    as $$
    #variable_conflict use_column
    begin
        -- Last use is kept to the minute: a pipeline's calls do not fight over one row.
        update app.api_keys k set last_used_at = at
        where k.secret_hash = presented_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
          and (k.last_used_at is null or k.last_used_at < at - interval '1 minute');
        return query
            select k.tenant_id, k.id, k.project_id
            from app.api_keys k
            where k.secret_hash = presented_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at);
    end
    $$;
revoke execute on function app.authenticate_api_key(bytea, timestamptz) from public;
grant execute on function app.authenticate_api_key(bytea, timestamptz) to secureobs_api;

grant create on schema app to secureobs_door_api_key;
reset role;
alter function app.authenticate_api_key(bytea, timestamptz) owner to secureobs_door_api_key;
set role secureobs_owner;
revoke create on schema app from secureobs_door_api_key;
reset role;

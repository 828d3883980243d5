-- A key that a pipeline sends findings with does not read them out, unless it was made for that
-- (docs/decisions/0017-let-only-some-keys-export.md). Servers of the version before go on: they do not ask for the new column.
set role secureobs_owner;
alter table app.api_keys add column may_export boolean not null default false;

drop function app.authenticate_api_key(bytea, timestamptz);
create function app.authenticate_api_key(presented_hash bytea, at timestamptz)
    returns table (tenant_id uuid, api_key_id uuid, project_id uuid, may_export boolean)
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
            select k.tenant_id, k.id, k.project_id, k.may_export
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

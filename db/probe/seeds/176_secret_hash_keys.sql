insert into app.secret_hash_keys (tenant_id, sealed, added_at)
values (:tenant, substr(sha512(convert_to(:tenant || '/' || :row, 'UTF8')), 1, 60), now())

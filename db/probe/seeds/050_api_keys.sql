insert into app.api_keys (tenant_id, id, project_id, name, public_part, secret_hash, created_by, created_at)
values (:tenant, md5(:tenant || '/api_keys/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid,
    'Isolation probe ' || :tenant || ' ' || :row, substr(md5(:tenant || '/public/' || :row), 1, 8),
    sha256(convert_to(:tenant || '/secret/' || :row, 'UTF8')), :tenant, now())

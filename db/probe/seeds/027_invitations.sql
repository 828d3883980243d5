insert into app.invitations (tenant_id, id, public_part, secret_hash, role, note, created_by, created_at, expires_at)
values (:tenant, md5(:tenant || '/invitations/' || :row)::uuid, substr(md5(:tenant || '/invited/' || :row), 1, 8),
    sha256(convert_to(:tenant || '/invitation/' || :row, 'UTF8')), 1, 'Isolation probe ' || :tenant, :tenant, now(), now() + interval '1 day')

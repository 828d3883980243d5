insert into app.archives (tenant_id, id, asked_by, asked_at, finished_at, sha256, expires_at)
values (:tenant, md5(:tenant || '/archives/' || :row)::uuid, :tenant, now(), now(), sha256(convert_to(:tenant || '/archive/' || :row, 'UTF8')), now() + interval '7 days')

insert into app.archives (tenant_id, id, asked_by, asked_at, expires_at)
values (:tenant, md5(:tenant || '/archives/' || :row)::uuid, :tenant, now(), now() + interval '7 days')

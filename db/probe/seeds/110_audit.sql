insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
values (:tenant, md5(:tenant || '/audit/' || :row)::uuid, now(), 3, '00000000-0000-0000-0000-000000000000',
    'isolation.probe', md5(:tenant || '/projects/' || :parent)::uuid, jsonb_build_object('probe', :tenant))

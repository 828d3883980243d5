insert into app.projects (tenant_id, id, name, gate_policy, created_at)
values (:tenant, md5(:tenant || '/projects/' || :row)::uuid, 'Isolation probe ' || :tenant || ' ' || :row, 0, now())

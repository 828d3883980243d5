insert into app.gate_policies (tenant_id, project_id, version, document, digest, created_by, created_at)
values (:tenant, md5(:tenant || '/projects/' || :parent)::uuid, :row, '{"format": 1}', sha256('policy'), md5(:tenant || '/actor')::uuid, now())

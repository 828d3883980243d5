insert into app.imports (tenant_id, id, project_id, rows, added, merged, bytes, started_at, updated_at)
values (:tenant, md5(:tenant || '/imports/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid, 0, 0, 0, 0, now(), now())

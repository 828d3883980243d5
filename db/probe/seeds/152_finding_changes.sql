insert into app.finding_changes (tenant_id, id, kind, created_by, created_at)
values (:tenant, md5(:tenant || '/finding_changes/' || :row)::uuid, 1, md5(:tenant || '/actors/' || :row)::uuid, now())

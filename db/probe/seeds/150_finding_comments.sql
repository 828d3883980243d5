insert into app.finding_comments (tenant_id, id, finding_id, comment, created_by, created_at)
values (:tenant, md5(:tenant || '/finding_comments/' || :row)::uuid, md5(:tenant || '/findings/' || :parent)::uuid, 'Isolation probe ' || :tenant,
    md5(:tenant || '/actors/' || :row)::uuid, now())

insert into app.finding_views (tenant_id, id, owner_id, name, filter, changed_by, changed_at)
values (:tenant, md5(:tenant || '/finding_views/' || :row)::uuid, md5(:tenant || '/actors/' || :row)::uuid, 'Isolation probe ' || :tenant, '{}',
    md5(:tenant || '/actors/' || :row)::uuid, now())

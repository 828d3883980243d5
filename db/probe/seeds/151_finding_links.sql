insert into app.finding_links (tenant_id, id, finding_id, url, title, created_by, created_at)
values (:tenant, md5(:tenant || '/finding_links/' || :row)::uuid, md5(:tenant || '/findings/' || :parent)::uuid, 'https://probe.example',
    'Isolation probe ' || :tenant, md5(:tenant || '/actors/' || :row)::uuid, now())

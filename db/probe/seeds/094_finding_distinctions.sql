insert into app.finding_distinctions (tenant_id, project_id, fingerprint, finding_id, taught_by, added_at)
values (:tenant, md5(:tenant || '/projects/' || :parent)::uuid, sha256(convert_to(:tenant || '/distinction/' || :row, 'UTF8')),
    md5(:tenant || '/findings/' || :parent)::uuid, md5(:tenant || '/actors/' || :row)::uuid, now())

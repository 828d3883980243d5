insert into app.finding_fingerprints (tenant_id, project_id, fingerprint, finding_id, added_at)
values (:tenant, md5(:tenant || '/projects/' || :parent)::uuid, sha256(convert_to(:tenant || '/fingerprint/' || :row, 'UTF8')),
    md5(:tenant || '/findings/' || :parent)::uuid, now())

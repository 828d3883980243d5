insert into app.result_rows (tenant_id, run_id, scope_id, finding_id, fingerprint, features)
values (:tenant, md5(:tenant || '/runs/' || :parent)::uuid, md5(:tenant || '/scan_scopes/' || :parent)::uuid,
    md5(:tenant || '/findings/' || :parent)::uuid, sha256(convert_to(:tenant || '/fingerprint/' || :row, 'UTF8')), '\x00')

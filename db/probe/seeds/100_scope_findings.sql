insert into app.scope_findings (tenant_id, scope_id, finding_id, page, bit)
values (:tenant, md5(:tenant || '/scan_scopes/' || :parent)::uuid, md5(:tenant || '/findings/' || :parent)::uuid, :row, 0)

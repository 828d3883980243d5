insert into app.result_findings (tenant_id, scope_id, seq, page, bits)
values (:tenant, md5(:tenant || '/scan_scopes/' || :parent)::uuid, :parent, :row, '\x01')

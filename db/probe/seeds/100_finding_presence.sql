insert into app.finding_presence (tenant_id, scope_id, finding_id, from_seq, to_seq)
values (:tenant, md5(:tenant || '/scan_scopes/' || :parent)::uuid, md5(:tenant || '/findings/' || :parent)::uuid, :row, 1000000)

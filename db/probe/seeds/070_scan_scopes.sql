insert into app.scan_scopes (tenant_id, id, project_id, branch, scanner, target, last_seq)
values (:tenant, md5(:tenant || '/scan_scopes/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid,
    'isolation-probe', 'isolation-probe', :tenant || ' ' || :row, 9)

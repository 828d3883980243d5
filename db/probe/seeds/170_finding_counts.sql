insert into app.finding_counts (tenant_id, project_id, scanner, status, severity, findings)
values (:tenant, md5(:tenant || '/projects/' || :parent)::uuid, 'isolation-probe', 0, :row::integer % 6, 1)

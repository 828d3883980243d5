insert into app.finding_days (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds)
values (:tenant, md5(:tenant || '/projects/' || :parent)::uuid, '2026-01-01'::date + :row::integer, 0, 1, 0, 1, 0, 0)

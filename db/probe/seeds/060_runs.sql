insert into app.runs (tenant_id, id, project_id, pipeline_run_id, opened_at, started_at)
values (:tenant, md5(:tenant || '/runs/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid,
    'isolation-probe ' || :tenant || ' ' || :row, now(), now())

insert into app.infrastructure_analyses (tenant_id, id, project_id, run_id, root, is_static, plan_digest, resources, edges, paths, paths_truncated, warnings, created_at)
values (:tenant, md5(:tenant || '/infrastructure_analyses/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid, md5(:tenant || '/runs/' || :parent)::uuid,
    'r' || :row, false, sha256('plan'), 0, 0, 0, false, '{}', now())

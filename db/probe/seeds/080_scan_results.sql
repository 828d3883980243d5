insert into app.scan_results (tenant_id, run_id, scope_id, seq, status, findings, duration_milliseconds, message, reported_at)
values (:tenant, md5(:tenant || '/runs/' || :parent)::uuid, md5(:tenant || '/scan_scopes/' || :parent)::uuid,
    :row, 0, 1, 1, 'Isolation probe ' || :tenant, now())

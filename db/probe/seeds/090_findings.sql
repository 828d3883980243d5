insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, severity, tool_severity,
    description, cwe, owasp, first_run, first_seen_at)
values (:tenant, md5(:tenant || '/findings/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid,
    sha256(convert_to(:tenant || '/fingerprint/' || :row, 'UTF8')), decode(md5(:tenant || '/content/' || :row), 'hex'),
    'isolation-probe', 'isolation-probe', 1, 1, 'Isolation probe ' || :tenant, '{}', '{}', '', now())

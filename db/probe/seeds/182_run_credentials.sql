insert into app.run_credentials (tenant_id, id, rule_id, project_id, run, secret_hash, token_hash, renewable_until, created_at, expires_at, keep_until)
values (:tenant, md5(:tenant || '/run_credentials/' || :row)::uuid, md5(:tenant || '/trust_rules/' || :parent)::uuid, :tenant, 'Isolation probe ' || :tenant,
    sha256(convert_to(:tenant || '/credential/' || :row, 'UTF8')), sha256(convert_to(:tenant || '/token/' || :row, 'UTF8')), now(), now(), now() + interval '15 minutes', now() + interval '1 hour')

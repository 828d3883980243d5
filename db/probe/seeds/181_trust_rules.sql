insert into app.trust_rules (tenant_id, id, project_id, name, platform, issuer, audience, claims, created_by, created_at)
values (:tenant, md5(:tenant || '/trust_rules/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid, 'Isolation probe ' || :tenant || ' ' || :row, 1,
    'https://issuer.example', 'https://probe.example', '{}', :tenant, now())

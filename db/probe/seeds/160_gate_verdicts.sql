insert into app.gate_verdicts (tenant_id, id, project_id, run_id, policy_version, policy_digest, document, input, digest, blocked, decided_at)
values (:tenant, md5(:tenant || '/gate_verdicts/' || :row)::uuid, md5(:tenant || '/projects/' || :parent)::uuid, md5(:tenant || '/runs/' || :parent)::uuid,
    0, sha256('policy'), '{"format": 1}', '\x00', sha256(convert_to(:tenant || '/set/' || :row, 'UTF8')), true, now())

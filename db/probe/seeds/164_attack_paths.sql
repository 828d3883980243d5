insert into app.attack_paths (tenant_id, analysis_id, number, shape, hops, asset, evidence, score_entry, score_hops, score_evidence, score_target, alike)
values (:tenant, md5(:tenant || '/infrastructure_analyses/' || :parent)::uuid, :row, '\x00112233445566778899aabbccddeeff', '{0}', 1, 0, 1, 1, 1, 1, 1)

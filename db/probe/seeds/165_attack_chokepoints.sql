insert into app.attack_chokepoints (tenant_id, analysis_id, number, edge, cuts, paths)
values (:tenant, md5(:tenant || '/infrastructure_analyses/' || :parent)::uuid, :row, 0, 1, 1)

insert into app.infrastructure_edges (tenant_id, analysis_id, number, source, target, family, verb, evidence, ports, detail, basis)
values (:tenant, md5(:tenant || '/infrastructure_analyses/' || :parent)::uuid, :row, 0, 1, 0, 0, 0, '', '', '{}')

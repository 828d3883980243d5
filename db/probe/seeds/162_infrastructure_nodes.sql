insert into app.infrastructure_nodes (tenant_id, analysis_id, number, address, type, kind, exposure, asset, actions, attributes, unknown, redacted)
values (:tenant, md5(:tenant || '/infrastructure_analyses/' || :parent)::uuid, :row, 'azurerm_subnet.probe' || :row, 'azurerm_subnet', 0, 0, 0, '', '{}', '{}', '{}')

insert into app.rule_weaknesses (tenant_id, weakness, rule_id)
values (:tenant, 'isolation-probe ' || :row, 'isolation-probe')

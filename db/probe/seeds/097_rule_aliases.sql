insert into app.rule_aliases (tenant_id, scanner, old_rule, new_rule, created_by, created_at)
values (:tenant, 'isolation-probe', 'old ' || :row, 'new ' || :row, md5(:tenant || '/actors/' || :row)::uuid, now())

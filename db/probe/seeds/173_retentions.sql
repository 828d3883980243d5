insert into app.retentions (tenant_id, days, due_at) values (:tenant, 90, now() + interval '1 day')

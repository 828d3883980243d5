insert into app.checkpoint_deliveries (tenant_id, sink, failing_since, failure)
values (:tenant, :row, now(), 'Isolation probe ' || :tenant)

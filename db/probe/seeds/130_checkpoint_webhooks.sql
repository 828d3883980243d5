insert into app.checkpoint_webhooks (tenant_id, url, changed_at)
values (:tenant, 'https://isolation-probe.invalid/' || :tenant, now())

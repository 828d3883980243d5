insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, body, state, created_at, started_at)
values (:tenant, md5(:tenant || '/notification_deliveries/' || :row)::uuid, md5(:tenant || '/notification_channels/' || :parent)::uuid, 1, '{}', 'Isolation probe ' || :tenant || ' ' || :row, 3, now(), now())

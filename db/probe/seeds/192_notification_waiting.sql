insert into app.notification_waiting (tenant_id, channel_id, event_id, due_at)
values (:tenant, md5(:tenant || '/notification_channels/' || :parent)::uuid, md5(:tenant || '/notification_events/' || :parent)::uuid, now() + interval '1 day')

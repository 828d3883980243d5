insert into app.notification_channels (tenant_id, id, kind, name, place, events, created_by, created_at, next_at, remind_at)
values (:tenant, md5(:tenant || '/notification_channels/' || :row)::uuid, 1, 'Isolation probe ' || :tenant || ' ' || :row, 'probe.example', 1, :tenant, now(), now() + interval '1 day', now() + interval '1 day')

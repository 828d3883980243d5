insert into app.notification_events (tenant_id, id, key, kind, data, at)
values (:tenant, md5(:tenant || '/notification_events/' || :row)::uuid, 'probe:' || :tenant || ':' || :row, 0, '{}', now())

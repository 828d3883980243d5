insert into app.subscriptions (tenant_id, customer, created_at, changed_at) values (:tenant, 'cus_' || md5(:tenant || '/customer/' || :row), now(), now())

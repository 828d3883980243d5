insert into app.tenants (id, name, created_at)
values (:tenant, 'Isolation probe ' || :tenant, now())

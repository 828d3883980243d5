insert into app.former_members (tenant_id, actor_id, person_id, left_at)
values (:tenant, md5(:tenant || '/former_members/' || :row)::uuid,
    work.recognise_person(md5(:tenant || '/former/' || :row)::uuid, :tenant, md5(:tenant || '/gone/' || :row)::uuid,
        'Isolation probe ' || :tenant, 'isolation-probe', now()), now())

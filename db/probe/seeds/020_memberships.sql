-- The person comes in by the door, like everybody.
insert into app.memberships (tenant_id, person_id, actor_id, role, created_at)
values (:tenant,
    work.recognise_person(md5(:tenant || '/person/' || :row)::uuid, :tenant, md5(:tenant || '/object/' || :row)::uuid,
        'Isolation probe ' || :tenant, 'isolation-probe', now()),
    md5(:tenant || '/memberships/' || :row)::uuid, 1, now())

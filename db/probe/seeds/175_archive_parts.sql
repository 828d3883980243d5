insert into app.archive_parts (tenant_id, archive_id, no, bytes)
values (:tenant, md5(:tenant || '/archives/' || :parent)::uuid, :row, convert_to('Isolation probe ' || :tenant, 'UTF8'))

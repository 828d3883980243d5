insert into app.finding_change_items (tenant_id, change_id, finding_id, triage_before, triage_after, suppressions_ended, reason_before)
values (:tenant, md5(:tenant || '/finding_changes/' || :parent)::uuid, md5(:tenant || '/findings/' || :parent)::uuid, 0, 1, '{}',
    'Isolation probe ' || :tenant)

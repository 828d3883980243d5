-- A finding refers to its suppression and the other way round: the finding is there already.
with noted as (
    update app.findings set suppression_id = md5(:tenant || '/suppressions/' || :row)::uuid, suppression_kind = 3
    where tenant_id = :tenant and id = md5(:tenant || '/findings/' || :parent)::uuid)
insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, finding_id, until_fixed, until_changed, created_by, created_at, needs_approval)
values (:tenant, md5(:tenant || '/suppressions/' || :row)::uuid, 3, 'Isolation probe ' || :tenant, 1,
    md5(:tenant || '/projects/' || :parent)::uuid, md5(:tenant || '/findings/' || :parent)::uuid, false, false,
    md5(:tenant || '/actors/' || :row)::uuid, now(), true)

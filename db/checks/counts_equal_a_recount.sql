-- What is kept in finding_counts is what counting the findings says, for each project and for all that are not archived.
with counted as (
    select f.tenant_id, f.project_id, f.scanner, f.status, f.severity, count(*) as findings from app.findings f group by 1, 2, 3, 4, 5
    union all
    select f.tenant_id, '00000000-0000-0000-0000-000000000000'::uuid, f.scanner, f.status, f.severity, count(*)
    from app.findings f join app.projects p on p.tenant_id = f.tenant_id and p.id = f.project_id and p.archived_at is null
    group by 1, 3, 4, 5)
select format('tenant %s, project %s, scanner %s, status %s, severity %s: %s are kept, %s counted',
    tenant_id, project_id, scanner, status, severity, coalesce(k.findings, 0), coalesce(c.findings, 0)) as violation
from app.finding_counts k full join counted c using (tenant_id, project_id, scanner, status, severity)
where coalesce(k.findings, 0) <> coalesce(c.findings, 0)

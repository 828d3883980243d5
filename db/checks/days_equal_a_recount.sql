-- All that was opened less all that was closed is what is open or in review, and all that was added is there, but for what retention took.
with kept as (
    select d.tenant_id, d.project_id, d.severity, sum(d.opened - d.closed) as active, sum(d.added - d.retired) as added, sum(d.resolved) as resolved
    from app.finding_days d group by 1, 2, 3),
counted as (
    select c.tenant_id, c.project_id, c.severity, sum(c.findings) filter (where c.status in (0, 1)) as active, sum(c.findings) as findings
    from app.finding_counts c group by 1, 2, 3)
select format('tenant %s, project %s, severity %s: the days make %s open, there are %s',
    tenant_id, project_id, severity, coalesce(k.active, 0), coalesce(c.active, 0)) as violation
from kept k full join counted c using (tenant_id, project_id, severity)
where coalesce(k.active, 0) <> coalesce(c.active, 0)
union all
select format('tenant %s, project %s: the days brought %s, there are %s', tenant_id, project_id, sum(k.added), sum(c.findings))
from kept k full join counted c using (tenant_id, project_id, severity)
group by tenant_id, project_id
having coalesce(sum(k.added), 0) <> coalesce(sum(c.findings), 0)

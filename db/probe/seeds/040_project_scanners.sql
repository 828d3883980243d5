insert into app.project_scanners (tenant_id, project_id, scanner_key, position)
select :tenant, md5(:tenant || '/projects/' || :parent)::uuid, key, 1
from app.scanners order by key offset :row limit 1

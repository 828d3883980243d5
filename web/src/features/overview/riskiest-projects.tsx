import type { Overview } from '../../api/types'
import { BarList } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { severityParts, shownSeverities } from '../../components/severity/severity-parts'
import { useTenantId } from '../tenants/use-tenant'
import classes from './overview.module.css'

export function RiskiestProjects({ projects }: { projects: Overview['projects'] }) {
  const tenantId = useTenantId()
  const shown = shownSeverities(projects)
  return (
    <div className={`${panels.card} ${classes.panel}`} data-wide>
      <BarList
        label="Riskiest projects"
        hint="Open findings: most critical first, then high"
        heading="Project"
        items={projects.map((project) => ({
          key: project.id,
          label: project.name,
          parts: severityParts(project, shown),
          to: { to: '/tenants/$tenantId/findings', params: { tenantId }, search: { projectId: project.id } },
        }))}
      />
      {projects.length === 0 && <p className={classes.nothing}>No project has an open finding.</p>}
    </div>
  )
}

import type { Overview } from '../../api/types'
import { BarList } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { severities } from '../../components/severity/severity'
import { useTenantId } from '../tenants/use-tenant'
import { tones } from './open-over-time'
import classes from './overview.module.css'

export function RiskiestProjects({ projects }: { projects: Overview['projects'] }) {
  const tenantId = useTenantId()
  const shown = severities.filter(({ key }, index) => index < 4 || projects.some((one) => one[key] > 0))
  return (
    <div className={`${panels.card} ${classes.panel}`} data-wide>
      <BarList
        label="Riskiest projects"
        hint="Open findings: most critical first, then high"
        heading="Project"
        items={projects.map((project) => ({
          key: project.id,
          label: project.name,
          parts: shown.map(({ key, name, letter }) => ({
            name,
            letter,
            value: project[key],
            color: tones[key],
          })),
          to: { to: '/tenants/$tenantId/findings', params: { tenantId }, search: { projectId: project.id } },
        }))}
      />
      {projects.length === 0 && <p className={classes.nothing}>No project has an open finding.</p>}
    </div>
  )
}

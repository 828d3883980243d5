import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Project } from '../../api/types'
import { compactCount } from '../formats'
import { severities } from './severity'
import classes from './severity.module.css'
import { SeverityTile } from './severity-tile'

type Props = { tenantId: string; project: Project }

/** Every number leads to the list that shows that many. Info and unknown appear when there are some. */
export function SeverityCounts({ tenantId, project }: Props) {
  const shown = severities.filter(({ key }, index) => index < 4 || project.openFindings[key] > 0)
  return (
    <div className={classes.counts}>
      {shown.map(({ key, severity, name }) => {
        const count = project.openFindings[key]
        return (
          <Link
            key={key}
            to="/tenants/$tenantId/findings"
            params={{ tenantId }}
            search={{ projectId: project.id, severity: [severity] }}
            className={classes.count}
            data-none={count === 0 || undefined}
            title={`${count} open, ${name.toLowerCase()}`}
          >
            <SeverityTile severity={severity} />
            {compactCount(count)}
            <VisuallyHidden> open in {project.name}</VisuallyHidden>
          </Link>
        )
      })}
    </div>
  )
}

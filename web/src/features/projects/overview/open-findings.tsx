import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Project } from '../../../api/types'
import { compactCount, plural } from '../../../components/formats'
import { severities } from '../../../components/severity/severity'
import { SeverityBar } from '../../../components/severity/severity-bar'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { useTenantId } from '../../tenants/use-tenant'
import classes from './overview.module.css'
import { Panel } from './panel'

/** Every number leads to the list that shows that many. */
export function OpenFindings({ project }: { project: Project }) {
  const tenantId = useTenantId()
  const counts = project.openFindings
  const all = severities.reduce((sum, { key }) => sum + counts[key], 0)
  return (
    <Panel
      title="Open findings"
      wide
      aside={
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={{ projectId: project.id }}
              {...props}
            />
          )}
        >
          All {plural(all, 'open finding')}
        </Anchor>
      }
    >
      <ul className={classes.severities}>
        {severities.map(({ key, severity, name }) => (
          <li key={key}>
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={{ projectId: project.id, severity: [severity] }}
              className={classes.severity}
              data-none={counts[key] === 0 || undefined}
              title={`${counts[key]} open, ${name.toLowerCase()}`}
            >
              <span className={classes.severityName}>
                <SeverityTile severity={severity} />
                <span aria-hidden="true">{name}</span>
              </span>
              <strong>{compactCount(counts[key])}</strong>
            </Link>
          </li>
        ))}
      </ul>
      <SeverityBar counts={counts} />
    </Panel>
  )
}

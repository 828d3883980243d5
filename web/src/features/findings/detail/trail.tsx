import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Finding } from '../../../api/types'
import { useTenantId } from '../../tenants/use-tenant'
import type { Filters } from '../filters'
import type { Neighbours } from '../sequence'
import classes from './finding.module.css'

type Props = {
  filters: Filters
  project: { id: string; name: string } | null
  around: Neighbours
  show: (finding: Finding | null) => void
}

/** Where the finding was opened from, with the filters of then, and the way to its neighbours there. */
export function Trail({ filters, project, around, show }: Props) {
  const tenantId = useTenantId()
  return (
    <Group justify="space-between" gap="6px 16px" className={classes.trail}>
      <nav aria-label="Where this is">
        <ol className={classes.crumbs}>
          {project && (
            <li>
              <Link
                to="/tenants/$tenantId/projects/$projectId"
                params={{ tenantId, projectId: project.id }}
                className={classes.link}
              >
                {project.name}
              </Link>
            </li>
          )}
          {project && (
            <li aria-hidden="true">
              <span>›</span>
            </li>
          )}
          <li>
            <Link
              to="/tenants/$tenantId/findings"
              params={{ tenantId }}
              search={filters}
              className={classes.link}
            >
              Findings
            </Link>
          </li>
        </ol>
      </nav>
      {around.position !== null && <Beside around={around} show={show} />}
    </Group>
  )
}

function Beside({ around, show }: Pick<Props, 'around' | 'show'>) {
  const { previous, next, position, total } = around
  return (
    <nav aria-label="List the finding was opened from" className={classes.neighbours}>
      <button type="button" disabled={!previous} onClick={() => show(previous)} title={previous?.title}>
        Previous
      </button>
      <span>
        {position?.toLocaleString('en')}
        {total !== null && ` of ${total.toLocaleString('en')}`}
      </span>
      <button type="button" disabled={!next} onClick={() => show(next)} title={next?.title}>
        Next
      </button>
    </nav>
  )
}

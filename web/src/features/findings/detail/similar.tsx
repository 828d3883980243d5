import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { queries } from '../../../api/client'
import type { FindingDetail } from '../../../api/types'
import { location } from '../../../components/formats'
import panels from '../../../components/panels/panels.module.css'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SeverityTile } from '../../../components/severity/severity-tile'
import { useTenantId } from '../../tenants/use-tenant'
import classes from './finding.module.css'
import { revealed } from './text-pieces'

const few = 5

/** What else the rule found in the project and is open: often one change fixes all. */
export function Similar({ finding }: { finding: FindingDetail }) {
  const tenantId = useTenantId()
  const { projectId, scanner, ruleId } = finding
  const list = queries.useQuery('get', '/api/tenants/{tenantId}/findings', {
    params: {
      path: { tenantId },
      query: {
        projectId,
        scanner: [scanner],
        rule: [ruleId],
        status: ['open', 'in-review'],
        limit: few + 1,
      },
    },
  })
  const others = (list.data?.items ?? []).filter((one) => one.id !== finding.id).slice(0, few)
  return (
    <section className={panels.card} aria-labelledby="similar">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="similar">
          Open of the same rule
        </Title>
        <Link
          to="/tenants/$tenantId/findings"
          params={{ tenantId }}
          search={{ projectId, scanner: [scanner], rule: [ruleId] }}
          className={classes.link}
        >
          All
        </Link>
      </div>
      <div className={classes.cardBody}>
        {list.error && (
          <ProblemPanel
            error={list.error}
            what="Similar findings could not be loaded."
            retry={() => void list.refetch()}
          />
        )}
        {list.data && others.length === 0 && (
          <Text c="dimmed" size="sm">
            No other one in the project.
          </Text>
        )}
        <ul className={classes.plainList}>
          {others.map((one) => (
            <li key={one.id}>
              <SeverityTile severity={one.severity} />
              <Link
                to="/tenants/$tenantId/findings/$findingId"
                params={{ tenantId, findingId: one.id }}
                search={{}}
                className={`${classes.link} ${classes.grow}`}
                title={one.title}
              >
                {revealed(one.filePath ? location(one.filePath, one.startLine) : one.title)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

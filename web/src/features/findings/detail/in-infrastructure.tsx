import { Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../../../api/types'
import { CopyButton } from '../../../components/copy-button'
import panels from '../../../components/panels/panels.module.css'
import { useTenantId } from '../../tenants/use-tenant'
import classes from './finding.module.css'
import { revealed } from './text-pieces'

/** The resource that a finding is about, and where the graph has it. */
export function InInfrastructure({ finding }: { finding: FindingDetail }) {
  const tenantId = useTenantId()
  const { resource, nodes } = finding
  if (!resource) return null
  return (
    <section className={panels.card} aria-labelledby="resource">
      <div className={classes.cardHead}>
        <Title order={2} size="h3" id="resource">
          Infrastructure
        </Title>
      </div>
      <div className={classes.cardBody}>
        <div className={classes.inline}>
          <code className="so-code">{revealed(resource)}</code>
          <CopyButton value={resource} label="Copy the address" />
        </div>
        {nodes.map((node) => (
          <Link
            key={`${node.analysisId} ${node.number}`}
            to="/tenants/$tenantId/projects/$projectId/infrastructure"
            params={{ tenantId, projectId: finding.projectId }}
            search={{
              analysis: node.analysisId,
              tab: 'explore',
              around: node.number,
              node: node.number,
            }}
            className={classes.link}
          >
            {nodes.length === 1 ? 'Show it with what reaches it' : revealed(node.address)}
          </Link>
        ))}
        {nodes.length === 0 && (
          <Text c="dimmed" size="sm">
            No analysed plan has this resource.
          </Text>
        )}
      </div>
    </section>
  )
}

import { getRouteApi, Link } from '@tanstack/react-router'
import type { GraphNode } from '../../api/types'
import { plural } from '../../components/formats'
import { SeverityTile } from '../../components/severity/severity-tile'
import classes from './infrastructure.module.css'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/infrastructure')

type Props = { node: Pick<GraphNode, 'address' | 'findings' | 'worst'>; short?: boolean }

/** How many open findings there are about a resource, and the way to the list of just these. */
export function FindingsLink({ node, short = false }: Props) {
  const { tenantId, projectId } = route.useParams()
  if (node.findings === 0) return null
  return (
    <Link
      to="/tenants/$tenantId/findings"
      params={{ tenantId }}
      search={{ projectId, resource: node.address }}
      className={classes.findingsLink}
      title={`Open findings about ${node.address}`}
    >
      {node.worst && <SeverityTile severity={node.worst} />}
      {short ? node.findings : plural(node.findings, 'open finding')}
    </Link>
  )
}

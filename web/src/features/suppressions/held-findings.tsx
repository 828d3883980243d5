import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Suppression } from '../../api/types'
import { compactCount } from '../../components/formats'
import { parseFilters } from '../findings/filters'
import { useTenantId } from '../tenants/use-tenant'
import { literalPrefix } from './path-pattern'

/** How many findings it holds, and the list of them; the list of a fine pattern has its neighbours, too. */
export function HeldFindings({ suppression }: { suppression: Suppression }) {
  const tenantId = useTenantId()
  const { findings, projectId, scanner, ruleId, pathPattern } = suppression
  const words = `${compactCount(findings)} ${findings === 1 ? 'finding' : 'findings'} now`
  if (findings === 0)
    return (
      <Text size="sm" c="dimmed" fw={400}>
        No finding now
      </Text>
    )
  return (
    <Text size="sm" fw={400} title={String(findings)}>
      <Anchor
        inherit
        renderRoot={(props) => (
          <Link
            to="/tenants/$tenantId/findings"
            params={{ tenantId }}
            search={parseFilters({
              projectId: projectId ?? undefined,
              scanner: scanner ?? undefined,
              rule: ruleId ?? undefined,
              pathPrefix: (pathPattern && literalPrefix(pathPattern)) || undefined,
              status: 'suppressed',
            })}
            {...props}
          />
        )}
      >
        {words}
      </Anchor>
    </Text>
  )
}

import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Suppression } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { lookUpStatus } from '../findings/statuses'
import projects from '../projects/projects.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { HeldFindings } from './held-findings'
import { SuppressionActions } from './suppression-actions'
import { endWords, scopeWords, untilWords } from './suppression-words'
import classes from './suppressions.module.css'
import type { SuppressionState } from './suppressions-search'

type Props = { suppressions: Suppression[]; state: SuppressionState; withProject: boolean }

export function SuppressionTable({ suppressions, state, withProject }: Props) {
  return (
    <div className={projects.scroller}>
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16} aria-label="Suppressions">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              {state === 'in-force' ? 'Holds' : state === 'waiting' ? 'Would hold' : 'Held'}
            </Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th>Who</Table.Th>
            <Table.Th>{state === 'ended' ? 'Ended' : 'Until'}</Table.Th>
            {state !== 'ended' && <Table.Th aria-label="Actions" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {suppressions.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Th scope="row" ta="left" className={classes.subject}>
                <Subject suppression={one} />
                <Place suppression={one} withProject={withProject} />
                {state === 'in-force' && one.scope !== 'finding' && <HeldFindings suppression={one} />}
              </Table.Th>
              <Table.Td className={classes.why}>
                <StateBadge state="suppressed">{lookUpStatus(one.kind)}</StateBadge>
                <Text size="sm" mt={4}>
                  {one.reason}
                </Text>
              </Table.Td>
              <Table.Td>
                {one.isMine ? `${one.createdBy} (you)` : one.createdBy}
                <Text size="sm" c="dimmed">
                  <Time at={one.createdAt} />
                </Text>
                {one.approvedBy && (
                  <Text size="sm" c="dimmed">
                    approved by {one.approvedBy}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Until suppression={one} />
              </Table.Td>
              {state !== 'ended' && (
                <Table.Td ta="right">
                  <SuppressionActions suppression={one} waiting={state === 'waiting'} />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function Subject({ suppression }: { suppression: Suppression }) {
  const tenantId = useTenantId()
  const { findingId, findingTitle } = suppression
  if (!findingId) return <Text fw={600}>{scopeWords(suppression)}</Text>
  return (
    <Anchor
      underline="hover"
      fw={600}
      renderRoot={(props) => (
        <Link
          to="/tenants/$tenantId/findings/$findingId"
          params={{ tenantId, findingId }}
          search={{}}
          {...props}
        />
      )}
    >
      {findingTitle}
    </Anchor>
  )
}

function Place({ suppression, withProject }: { suppression: Suppression; withProject: boolean }) {
  const tenantId = useTenantId()
  const { projectId, projectName } = suppression
  if (!projectId)
    return (
      <Text size="sm" c="dimmed" fw={400}>
        In the whole organisation
      </Text>
    )
  if (!withProject) return null
  return (
    <Text size="sm" fw={400}>
      <Anchor
        inherit
        renderRoot={(props) => (
          <Link
            to="/tenants/$tenantId/projects/$projectId"
            params={{ tenantId, projectId }}
            search={{}}
            {...props}
          />
        )}
      >
        {projectName}
      </Anchor>
    </Text>
  )
}

function Until({ suppression }: { suppression: Suppression }) {
  const { endedAt, expiresAt } = suppression
  const ended = endedAt ?? (suppression.state === 'ended' ? expiresAt : null)
  if (ended)
    return (
      <>
        <Time at={ended} />
        <Text size="sm" c="dimmed">
          {endWords(suppression)}
        </Text>
      </>
    )
  const until = untilWords(suppression)
  return (
    <>
      {expiresAt ? <Time at={expiresAt} /> : !until && <Text c="dimmed">No date</Text>}
      {until && (
        <Text size="sm" c={expiresAt ? 'dimmed' : undefined}>
          {expiresAt ? 'or ' : ''}
          {until}
        </Text>
      )}
    </>
  )
}

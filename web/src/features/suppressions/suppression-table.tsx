import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api/client'
import type { Suppression } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { Time } from '../../components/time'
import { lookUpStatus } from '../findings/statuses'
import projects from '../projects/projects.module.css'
import { mayAdminister, useTenant } from '../tenants/use-tenant'
import { endWords, scopeWords } from './suppression-words'
import { useSuppressionsChanged } from './use-suppressions'

export function SuppressionTable({ suppressions }: { suppressions: Suppression[] }) {
  const tenant = useTenant()
  const onSuccess = useSuppressionsChanged()
  const lift = queries.useMutation('post', '/api/tenants/{tenantId}/suppressions/{suppressionId}/lift', {
    onSuccess,
  })
  const approve = queries.useMutation(
    'post',
    '/api/tenants/{tenantId}/suppressions/{suppressionId}/approve',
    { onSuccess },
  )
  const refuse = queries.useMutation('post', '/api/tenants/{tenantId}/suppressions/{suppressionId}/refuse', {
    onSuccess,
  })
  const error = lift.error ?? approve.error ?? refuse.error
  const of = (suppression: Suppression) => ({
    params: { path: { tenantId: tenant.id, suppressionId: suppression.id } },
  })
  const admin = mayAdminister(tenant)
  return (
    <>
      {error && <ProblemPanel error={error} what="The suppression was not changed." />}
      <div className={projects.scroller}>
        <Table
          className={projects.table}
          verticalSpacing={10}
          horizontalSpacing={16}
          aria-label="Suppressions"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Holds for</Table.Th>
              <Table.Th>Kind and reason</Table.Th>
              <Table.Th>By</Table.Th>
              <Table.Th>Ends</Table.Th>
              <Table.Th aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {suppressions.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Th scope="row" ta="left">
                  <Subject suppression={one} tenantId={tenant.id} />
                </Table.Th>
                <Table.Td>
                  <Text fw={500}>{lookUpStatus(one.kind)}</Text>
                  <Text size="sm" c="dimmed">
                    {one.reason}
                  </Text>
                </Table.Td>
                <Table.Td>
                  {one.createdBy}, <Time at={one.createdAt} />
                  {one.approvedBy && (
                    <Text size="sm" c="dimmed">
                      approved by {one.approvedBy}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <Ends suppression={one} />
                </Table.Td>
                <Table.Td ta="right">
                  <Group gap="xs" justify="end" wrap="nowrap">
                    {one.state === 'waiting' && admin && !one.isMine && (
                      <>
                        <Button
                          size="xs"
                          aria-label={`Approve: ${one.reason}`}
                          onClick={() => approve.mutate(of(one))}
                        >
                          Approve
                        </Button>
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={`Refuse: ${one.reason}`}
                          onClick={() => refuse.mutate(of(one))}
                        >
                          Refuse
                        </Button>
                      </>
                    )}
                    {one.state !== 'ended' && (admin || one.scope === 'finding') && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={`Lift: ${one.reason}`}
                        onClick={() => lift.mutate(of(one))}
                      >
                        Lift
                      </Button>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  )
}

function Subject({ suppression, tenantId }: { suppression: Suppression; tenantId: string }) {
  if (suppression.findingId)
    return (
      <Anchor
        underline="always"
        renderRoot={(props) => (
          <Link
            to="/tenants/$tenantId/findings/$findingId"
            params={{ tenantId, findingId: suppression.findingId ?? '' }}
            search={{}}
            {...props}
          />
        )}
      >
        {suppression.findingTitle}
      </Anchor>
    )
  return (
    <>
      <Text fw={600}>{scopeWords(suppression)}</Text>
      <Text size="sm" c="dimmed" fw={400}>
        {suppression.findings} findings now
      </Text>
    </>
  )
}

function Ends({ suppression }: { suppression: Suppression }) {
  if (suppression.endedAt)
    return (
      <>
        <Time at={suppression.endedAt} />
        <Text size="sm" c="dimmed">
          {endWords(suppression)}
        </Text>
      </>
    )
  return suppression.expiresAt ? <Time at={suppression.expiresAt} /> : <Text c="dimmed">No date</Text>
}

import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { ApiKey } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { HistoryLink } from '../audit/history-link'
import projects from '../projects/projects.module.css'
import { endsSoon } from './expiry'
import { RevokeDialog } from './revoke-dialog'

export function ApiKeyTable({ keys }: { keys: ApiKey[] }) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <section className={projects.scroller} aria-label="API keys">
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Scope</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>Expires</Table.Th>
            <Table.Th>Created</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Th scope="row" ta="left">
                <Text fw={600}>{key.name}</Text>
                <Text c="dimmed" fw={400}>
                  <code className="so-code">{key.prefix}…</code>
                </Text>
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {key.projectName ?? 'All projects'}
                {key.mayExport && (
                  <Text size="sm" c="dimmed">
                    May export
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <KeyState state={key.state} />
              </Table.Td>
              <Table.Td>{key.lastUsedAt ? <Time at={key.lastUsedAt} /> : 'Never'}</Table.Td>
              <Table.Td>
                {key.expiresAt ? <Time at={key.expiresAt} /> : 'Never'}
                {key.state === 'active' && key.expiresAt && endsSoon(key.expiresAt) && (
                  <Text size="sm" c="dimmed">
                    Make a new one in time
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Time at={key.createdAt} />
                <Text size="sm" c="dimmed">
                  by {key.createdBy}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={10} justify="flex-end" wrap="nowrap">
                  <HistoryLink subject={key.id} name={key.name} />
                  {key.state === 'active' && (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Revoke ${key.name}`}
                      onClick={() => setRevoking(key)}
                    >
                      Revoke
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />
    </section>
  )
}

function KeyState({ state }: { state: ApiKey['state'] }) {
  if (state === 'active') return <StateBadge state="pass">Active</StateBadge>
  if (state === 'expired') return <StateBadge state="neutral">Expired</StateBadge>
  return <StateBadge state="suppressed">Revoked</StateBadge>
}

import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { TrustRule } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { HistoryLink } from '../audit/history-link'
import projects from '../projects/projects.module.css'
import { trustPlatforms } from './platforms'
import { RevokeRuleDialog } from './revoke-rule-dialog'

export function RuleTable({ rules }: { rules: TrustRule[] }) {
  const [revoking, setRevoking] = useState<TrustRule | null>(null)
  return (
    <section className={projects.scroller} aria-label="Trust rules">
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Rule</Table.Th>
            <Table.Th>What a token must say</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} onRevoke={() => setRevoking(rule)} />
          ))}
        </Table.Tbody>
      </Table>
      <RevokeRuleDialog rule={revoking} onClose={() => setRevoking(null)} />
    </section>
  )
}

function RuleRow({ rule, onRevoke }: { rule: TrustRule; onRevoke: () => void }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" ta="left">
        <Text fw={600}>{rule.name}</Text>
        <Text c="dimmed" fw={400} size="sm">
          {trustPlatforms[rule.platform].name}
        </Text>
      </Table.Th>
      <Table.Td>
        {Object.entries(rule.claims).map(([claim, value]) => (
          <Text key={claim} size="sm">
            {claim}: <code className="so-code">{value}</code>
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {rule.pullRequests ? 'Pull requests, too' : 'No pull requests'}
        </Text>
      </Table.Td>
      <Table.Td>
        {rule.revokedAt ? (
          <StateBadge state="suppressed">Revoked</StateBadge>
        ) : (
          <StateBadge state="open">Active</StateBadge>
        )}
      </Table.Td>
      <Table.Td>{rule.lastUsedAt ? <Time at={rule.lastUsedAt} /> : 'Never'}</Table.Td>
      <Table.Td ta="right">
        <HistoryLink subject={rule.id} name={rule.name} />
        {!rule.revokedAt && (
          <Button ml={10} variant="default" size="xs" aria-label={`Revoke ${rule.name}`} onClick={onRevoke}>
            Revoke
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

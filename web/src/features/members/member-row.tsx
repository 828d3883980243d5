import { Button, Group, Select, Table, Text } from '@mantine/core'
import type { Member, Role } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { HistoryLink } from '../audit/history-link'
import { useTenant } from '../tenants/use-tenant'
import { choicesFor, roleName, roles } from './member-rules'

type Props = {
  member: Member
  owners: number
  busy: boolean
  onRole: (role: Role) => void
  onRemove: () => void
  onLeave: () => void
}

export function MemberRow({ member, owners, busy, onRole, onRemove, onLeave }: Props) {
  const choices = choicesFor(useTenant().role, member, owners)
  const offered = roles.filter((one) => choices.roles.includes(one.role))
  return (
    <Table.Tr>
      <Table.Th scope="row" ta="left">
        <Text fw={600}>
          {member.name}
          {member.isMe && (
            <Text span c="dimmed" fw={400}>
              {' '}
              (you)
            </Text>
          )}
        </Text>
        <Text c="dimmed" fw={400} size="sm">
          {member.username}
        </Text>
      </Table.Th>
      <Table.Td>
        {offered.length > 0 ? (
          <Select
            aria-label={`Role of ${member.name}`}
            size="xs"
            w={132}
            disabled={busy}
            data={offered.map((one) => ({ value: one.role, label: one.name }))}
            value={member.role}
            onChange={(value) => {
              const chosen = roles.find((one) => one.role === value)
              if (chosen && chosen.role !== member.role) onRole(chosen.role)
            }}
          />
        ) : (
          <>
            {roleName(member.role)}
            {choices.lastOwner && (
              <Text size="sm" c="dimmed">
                The only one: make somebody else an owner first
              </Text>
            )}
          </>
        )}
      </Table.Td>
      <Table.Td>
        <StateBadge state="open">Active</StateBadge>
      </Table.Td>
      <Table.Td>
        <Time at={member.joinedAt} />
      </Table.Td>
      <Table.Td>
        <Group gap={10} justify="flex-end" wrap="nowrap">
          <HistoryLink subject={member.memberId} name={member.name} />
          {choices.remove && (
            <Button variant="default" size="xs" aria-label={`Remove ${member.name}`} onClick={onRemove}>
              Remove
            </Button>
          )}
          {choices.leave && (
            <Button variant="default" size="xs" onClick={onLeave}>
              Leave
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

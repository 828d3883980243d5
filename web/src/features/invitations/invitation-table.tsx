import { Table, Text } from '@mantine/core'
import type { Invitation } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { roleName } from '../members/member-rules'
import projects from '../projects/projects.module.css'
import { nameOf } from './invitation-name'

export function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  return (
    <div className={projects.scroller}>
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16} aria-label="Invitations">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>For</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Made</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invitations.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Th scope="row" ta="left">
                <Text fw={600}>{nameOf(invitation)}</Text>
                <Text c="dimmed" fw={400}>
                  <code className="so-code">{invitation.prefix}…</code>
                </Text>
              </Table.Th>
              <Table.Td>{roleName(invitation.role)}</Table.Td>
              <Table.Td>
                <State invitation={invitation} />
              </Table.Td>
              <Table.Td>
                <Time at={invitation.createdAt} />
                <Text size="sm" c="dimmed">
                  by {invitation.createdBy}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function State({ invitation }: { invitation: Invitation }) {
  const { state, acceptedAt, acceptedBy } = invitation
  if (state !== 'accepted') return <StateBadge state="suppressed">Revoked</StateBadge>
  return (
    <>
      <StateBadge state="pass">Accepted</StateBadge>
      <Text size="sm" c="dimmed" mt={2}>
        by {acceptedBy} {acceptedAt && <Time at={acceptedAt} />}
      </Text>
    </>
  )
}

import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { Invitation } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { roleName } from '../members/member-rules'
import projects from '../projects/projects.module.css'
import { RevokeInvitationDialog } from './revoke-invitation-dialog'

export function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  const [revoking, setRevoking] = useState<Invitation | null>(null)
  return (
    <div className={projects.scroller}>
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16} aria-label="Invitations">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>For</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Made</Table.Th>
            <Table.Th aria-label="Actions" />
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
              <Table.Td ta="right">
                {invitation.state === 'open' && (
                  <Button
                    variant="default"
                    size="xs"
                    aria-label={`Revoke the invitation ${nameOf(invitation)}`}
                    onClick={() => setRevoking(invitation)}
                  >
                    Revoke
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <RevokeInvitationDialog
        invitation={revoking}
        name={revoking ? nameOf(revoking) : ''}
        onClose={() => setRevoking(null)}
      />
    </div>
  )
}

const nameOf = (invitation: Invitation) => invitation.note ?? 'Without a note'

function State({ invitation }: { invitation: Invitation }) {
  const { state, expiresAt, acceptedAt, acceptedBy } = invitation
  if (state === 'open')
    return (
      <>
        <StateBadge state="pending">Open</StateBadge>
        <Text size="sm" c="dimmed" mt={2}>
          expires <Time at={expiresAt} />
        </Text>
      </>
    )
  if (state === 'accepted')
    return (
      <>
        <StateBadge state="pass">Accepted</StateBadge>
        <Text size="sm" c="dimmed" mt={2}>
          by {acceptedBy} {acceptedAt && <Time at={acceptedAt} />}
        </Text>
      </>
    )
  if (state === 'expired') return <StateBadge state="neutral">Expired</StateBadge>
  return <StateBadge state="suppressed">Revoked</StateBadge>
}

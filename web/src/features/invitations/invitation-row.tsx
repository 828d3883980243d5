import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { Invitation } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { roleName } from '../members/member-rules'
import { nameOf } from './invitation-name'
import { RenewInvitationDialog } from './renew-invitation-dialog'
import { RevokeInvitationDialog } from './revoke-invitation-dialog'

type Asked = { what: 'revoke' | 'renew'; invitation: Invitation } | null

/** Who was invited and is no member yet, among the members. The dialogs outlive the rows, which go when they are done. */
export function InvitationRows({ invitations }: { invitations: readonly Invitation[] }) {
  const [asked, setAsked] = useState<Asked>(null)
  const of = (what: 'revoke' | 'renew') => (asked?.what === what ? asked.invitation : null)
  const name = asked ? nameOf(asked.invitation) : ''
  return (
    <>
      {invitations.map((invitation) => (
        <InvitationRow
          key={invitation.id}
          invitation={invitation}
          ask={(what) => setAsked({ what, invitation })}
        />
      ))}
      <RevokeInvitationDialog invitation={of('revoke')} name={name} onClose={() => setAsked(null)} />
      <RenewInvitationDialog invitation={of('renew')} name={name} onClose={() => setAsked(null)} />
    </>
  )
}

type RowProps = { invitation: Invitation; ask: (what: 'revoke' | 'renew') => void }

function InvitationRow({ invitation, ask }: RowProps) {
  const name = nameOf(invitation)
  const open = invitation.state === 'open'
  return (
    <Table.Tr>
      <Table.Th scope="row" ta="left">
        <Text fw={600}>{name}</Text>
        <Text c="dimmed" fw={400} size="sm">
          invited by {invitation.createdBy}, <code className="so-code">{invitation.prefix}…</code>
        </Text>
      </Table.Th>
      <Table.Td>{roleName(invitation.role)}</Table.Td>
      <Table.Td>
        {open ? (
          <StateBadge state="pending">Pending</StateBadge>
        ) : (
          <StateBadge state="warn">Expired</StateBadge>
        )}
        <Text size="sm" c="dimmed" mt={2}>
          {open ? 'expires' : 'expired'} <Time at={invitation.expiresAt} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Time at={invitation.createdAt} />
      </Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          <Button
            variant="default"
            size="xs"
            aria-label={`New link for ${name}`}
            onClick={() => ask('renew')}
          >
            New link
          </Button>
          {open && (
            <Button
              variant="default"
              size="xs"
              aria-label={`Revoke the invitation ${name}`}
              onClick={() => ask('revoke')}
            >
              Revoke
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

import { Text } from '@mantine/core'
import type { Member, Role } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { aRole } from './member-rules'

type Asked = { member: Member; role: Role }

type Props = { asked: Asked | null; onConfirm: (asked: Asked) => void; onClose: () => void }

/** Asked before somebody becomes an owner, and before one's own role changes: neither can be taken back alone. */
export function RoleDialog({ asked, onConfirm, onClose }: Props) {
  const mine = asked?.member.isMe ?? false
  const name = asked?.member.name ?? ''
  const role = asked ? aRole(asked.role) : ''
  return (
    <ConfirmDialog
      opened={asked !== null}
      title={mine ? `Make yourself ${role}?` : `Make ${name} an owner?`}
      confirm={mine ? `Make me ${role}` : `Make ${name} an owner`}
      busy={false}
      error={null}
      failed=""
      onConfirm={() => asked && onConfirm(asked)}
      onClose={onClose}
    >
      <Text>
        {mine
          ? 'It holds at once. Only somebody who manages members can give you the role back, and the invitations you made are revoked.'
          : 'An owner can do everything, also make and remove owners: you included.'}
      </Text>
    </ConfirmDialog>
  )
}

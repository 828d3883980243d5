import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { queries } from '../../api/client'
import type { Invitation } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useTenantId } from '../tenants/use-tenant'

type Props = { invitation: Invitation | null; name: string; onClose: () => void }

export function RevokeInvitationDialog({ invitation, name, onClose }: Props) {
  const tenantId = useTenantId()
  const client = useQueryClient()
  const revoke = queries.useMutation('delete', '/api/tenants/{tenantId}/invitations/{invitationId}')
  const close = () => {
    revoke.reset()
    onClose()
  }
  const confirm = () => {
    if (!invitation) return
    revoke.mutate(
      { params: { path: { tenantId, invitationId: invitation.id } } },
      {
        onSuccess: async () => {
          await client.invalidateQueries({ queryKey: ['get', '/api/tenants/{tenantId}/invitations'] })
          notifications.show({ title: 'Revoked', message: `The link for “${name}” works no more.` })
          close()
        },
      },
    )
  }
  return (
    <ConfirmDialog
      opened={invitation !== null}
      title={`Revoke the invitation “${name}”?`}
      confirm="Revoke the invitation"
      keep="Keep it"
      busy={revoke.isPending}
      error={revoke.error}
      failed="The invitation was not revoked."
      onConfirm={confirm}
      onClose={close}
    >
      <Text>Its link works no more from then on. It cannot be undone, but you can make another.</Text>
    </ConfirmDialog>
  )
}

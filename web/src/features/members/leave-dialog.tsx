import { Text } from '@mantine/core'
import { queries } from '../../api/client'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useTenant } from '../tenants/use-tenant'

type Props = { opened: boolean; onClose: () => void }

export function LeaveDialog({ opened, onClose }: Props) {
  const tenant = useTenant()
  const leave = queries.useMutation('delete', '/api/tenants/{tenantId}/members/me', {
    // A new page: nothing of the organisation stays in memory.
    onSuccess: () => location.assign('/'),
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={`Leave ${tenant.name}?`}
      confirm={`Leave ${tenant.name}`}
      keep="Stay"
      busy={leave.isPending}
      error={leave.error}
      failed={`You did not leave ${tenant.name}.`}
      onConfirm={() => leave.mutate({ params: { path: { tenantId: tenant.id } } })}
      onClose={onClose}
    >
      <Text>
        You see nothing of it from then on, and come back only by a new invitation. The invitations that you
        made are revoked.
      </Text>
    </ConfirmDialog>
  )
}

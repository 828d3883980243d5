import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { queries } from '../../api/client'
import type { Member } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { plural } from '../../components/formats'
import { useTenant } from '../tenants/use-tenant'
import { useMembersChanged } from './use-members'

type Props = { member: Member | null; onClose: () => void }

export function RemoveDialog({ member, onClose }: Props) {
  const tenant = useTenant()
  const changed = useMembersChanged(tenant.id)
  const remove = queries.useMutation('delete', '/api/tenants/{tenantId}/members/{memberId}')
  const name = member?.name ?? ''
  const close = () => {
    remove.reset()
    onClose()
  }
  const confirm = () => {
    if (!member) return
    remove.mutate(
      { params: { path: { tenantId: tenant.id, memberId: member.memberId } } },
      {
        onSuccess: async (left) => {
          await changed()
          if (left.activeApiKeys > 0) return
          notifications.show({ title: 'Removed', message: `${name} is no member from now on.` })
          close()
        },
      },
    )
  }
  const keys = remove.data?.activeApiKeys ?? 0
  if (keys > 0)
    return (
      <Modal
        opened={member !== null}
        onClose={close}
        title={`${name} was removed`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text>
            {plural(keys, 'API key')} that {name} made still {keys === 1 ? 'works' : 'work'}: keys belong to
            the organisation.{' '}
            <Anchor
              underline="always"
              renderRoot={(props) => (
                <Link to="/tenants/$tenantId/api-keys" params={{ tenantId: tenant.id }} {...props} />
              )}
            >
              Revoke what they may have kept
            </Anchor>
            .
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Close
            </Button>
          </Group>
        </Stack>
      </Modal>
    )
  return (
    <ConfirmDialog
      opened={member !== null}
      title={`Remove ${name} from ${tenant.name}?`}
      confirm={`Remove ${name}`}
      keep="Keep"
      busy={remove.isPending}
      error={remove.error}
      failed={`${name} was not removed.`}
      onConfirm={confirm}
      onClose={close}
    >
      <Text>
        From the next request on they see nothing of {tenant.name}. The invitations that they made are
        revoked; their API keys keep working. To come back they need a new invitation.
      </Text>
    </ConfirmDialog>
  )
}

import { Text } from '@mantine/core'
import { queries } from '../../api/client'
import type { NotificationChannel } from '../../api/types'
import { ConfirmDialog } from '../../components/confirm-dialog'
import { useTenantId } from '../tenants/use-tenant'
import { channelPath, useChannelsChanged } from './use-channels'

type Props = { channel: NotificationChannel; onClose: () => void }

export function RemoveChannelDialog({ channel, onClose }: Props) {
  const tenantId = useTenantId()
  const changed = useChannelsChanged()
  const remove = queries.useMutation('delete', channelPath, {
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      title={`Remove ${channel.name}?`}
      confirm={`Remove ${channel.name}`}
      busy={remove.isPending}
      error={remove.error}
      failed="The channel was not removed."
      onConfirm={() => remove.mutate({ params: { path: { tenantId, channelId: channel.id } } })}
      onClose={onClose}
    >
      <Text>
        Nothing is sent there any more, what waits is dropped, and the list of what was sent goes with it. It
        cannot be undone.
      </Text>
    </ConfirmDialog>
  )
}

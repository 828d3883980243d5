import { Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { NotificationChannel } from '../../api/types'
import { UpDownIcon } from '../../components/icons'
import { useTenantId } from '../tenants/use-tenant'

export type Action = 'edit' | 'rotate' | 'remove'

type Props = { channel: NotificationChannel; onAction: (action: Action) => void }

export function ChannelMenu({ channel, onAction }: Props) {
  const tenantId = useTenantId()
  const { id, name, kind } = channel
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<UpDownIcon />} aria-label={`More about ${name}`}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAction('edit')}>Edit or pause …</Menu.Item>
        {kind === 'webhook' && (
          <Menu.Item onClick={() => onAction('rotate')}>Rotate the signing key …</Menu.Item>
        )}
        <Menu.Item
          renderRoot={(props) => (
            <Link
              to="/tenants/$tenantId/notifications/$channelId"
              params={{ tenantId, channelId: id }}
              {...props}
            />
          )}
        >
          Deliveries
        </Menu.Item>
        <Menu.Item
          renderRoot={(props) => (
            <Link to="/tenants/$tenantId/audit" params={{ tenantId }} search={{ subject: id }} {...props} />
          )}
        >
          History
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => onAction('remove')}>Remove …</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

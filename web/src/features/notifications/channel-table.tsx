import { Button, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api/client'
import type { NotificationChannel } from '../../api/types'
import { Time } from '../../components/time'
import projects from '../projects/projects.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { type Action, ChannelMenu } from './channel-menu'
import { ChannelState } from './channel-state'
import { eventList } from './channel-words'
import { EditChannelDialog } from './edit-channel-dialog'
import { KindMark } from './kind-mark'
import classes from './notifications.module.css'
import { RemoveChannelDialog } from './remove-channel-dialog'
import { RotateKeyDialog } from './rotate-key-dialog'
import { TestDialog } from './test-dialog'
import { channelPath, useChannelsChanged } from './use-channels'

type Asked = { action: Action | 'test'; channel: NotificationChannel }

export function ChannelTable({ channels }: { channels: NotificationChannel[] }) {
  const tenantId = useTenantId()
  const changed = useChannelsChanged()
  const [asked, setAsked] = useState<Asked | null>(null)
  const test = queries.useMutation('post', `${channelPath}/test`, { onSettled: changed })
  const sendTest = (channel: NotificationChannel) => {
    test.mutate({ params: { path: { tenantId, channelId: channel.id } } })
    setAsked({ action: 'test', channel })
  }
  const close = () => setAsked(null)
  return (
    <section className={projects.scroller} aria-label="Channels">
      <Table className={projects.table} verticalSpacing={10} horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Channel</Table.Th>
            <Table.Th>Goes to</Table.Th>
            <Table.Th>Told of</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Last delivered</Table.Th>
            <Table.Th>Waiting</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {channels.map((channel) => (
            <ChannelRow
              key={channel.id}
              channel={channel}
              onTest={() => sendTest(channel)}
              onAction={(action) => setAsked({ action, channel })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {asked?.action === 'edit' && <EditChannelDialog channel={asked.channel} onClose={close} />}
      {asked?.action === 'rotate' && <RotateKeyDialog channel={asked.channel} onClose={close} />}
      {asked?.action === 'remove' && <RemoveChannelDialog channel={asked.channel} onClose={close} />}
      {asked?.action === 'test' && (
        <TestDialog channel={asked.channel} result={test.data} error={test.error} onClose={close} />
      )}
    </section>
  )
}

type RowProps = { channel: NotificationChannel; onTest: () => void; onAction: (action: Action) => void }

function ChannelRow({ channel, onTest, onAction }: RowProps) {
  const tenantId = useTenantId()
  const { id, name, kind, address, projectName, events, lastDeliveredAt, waiting } = channel
  return (
    <Table.Tr>
      <Table.Th scope="row" ta="left">
        <Link
          to="/tenants/$tenantId/notifications/$channelId"
          params={{ tenantId, channelId: id }}
          className={classes.name}
        >
          {name}
        </Link>
        <KindMark kind={kind} />
      </Table.Th>
      <Table.Td className={classes.target}>
        {address}
        <Text size="sm" c="dimmed">
          {projectName ?? 'All projects'}
        </Text>
      </Table.Td>
      <Table.Td className={classes.events}>{eventList(events)}</Table.Td>
      <Table.Td>
        <ChannelState channel={channel} />
      </Table.Td>
      <Table.Td>{lastDeliveredAt ? <Time at={lastDeliveredAt} /> : 'Never'}</Table.Td>
      <Table.Td>{waiting === 0 ? 'Nothing' : waiting.toLocaleString('en')}</Table.Td>
      <Table.Td>
        <Group gap={8} justify="flex-end" wrap="nowrap">
          <Button variant="default" size="xs" aria-label={`Send a test to ${name}`} onClick={onTest}>
            Send a test
          </Button>
          <ChannelMenu channel={channel} onAction={onAction} />
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

import { Button, Text } from '@mantine/core'
import { EmptyPanel } from '../../components/panels/empty-panel'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { ChannelTable } from './channel-table'
import { useChannels } from './use-channels'

export function ChannelList({ onAdd }: { onAdd: () => void }) {
  const channels = useChannels()
  if (channels.error)
    return (
      <ProblemPanel
        error={channels.error}
        what="The channels could not be loaded."
        retry={() => void channels.refetch()}
      />
    )
  if (!channels.data) return <SkeletonRows rows={3} height={56} />
  if (channels.data.items.length === 0)
    return (
      <EmptyPanel title="Nobody is told of anything yet">
        <Text c="dimmed">
          Add a webhook, a channel of Slack or Microsoft Teams, or people by e-mail: they learn of blocked
          runs, and of what is about to expire or fell silent.
        </Text>
        <Button onClick={onAdd}>Add the first channel</Button>
      </EmptyPanel>
    )
  return <ChannelTable channels={channels.data.items} />
}

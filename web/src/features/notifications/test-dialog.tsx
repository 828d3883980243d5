import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import type { NotificationChannel, TestedChannel } from '../../api/types'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { StateBadge } from '../../components/panels/state-badge'
import { testWords } from './delivery-words'

type Props = {
  channel: NotificationChannel
  result: TestedChannel | undefined
  error: unknown
  onClose: () => void
}

/** How a test goes that was sent when it opened. */
export function TestDialog({ channel, result, error, onClose }: Props) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Test of ${channel.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <div role="status">
          {!result && !error && (
            <Group gap="sm">
              <Loader size="sm" aria-hidden="true" />
              <Text>Sending a test message to {channel.address} …</Text>
            </Group>
          )}
          {result && (
            <Stack gap="xs" align="flex-start">
              <StateBadge state={result.delivered ? 'pass' : 'fail'}>
                {result.delivered ? 'Delivered' : 'Not delivered'}
              </StateBadge>
              <Text style={{ overflowWrap: 'anywhere' }}>{testWords(result)}</Text>
            </Stack>
          )}
        </div>
        {error ? <ProblemPanel error={error} what="No test was sent." /> : null}
        <Text size="sm" c="dimmed">
          One test a minute and channel. It is not listed among the deliveries.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

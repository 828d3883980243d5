import { Text } from '@mantine/core'
import type { NotificationChannel } from '../../api/types'
import { type State, StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { isTroubled } from './channel-words'
import classes from './notifications.module.css'

const states: Record<NotificationChannel['state'], { words: string; state: State }> = {
  active: { words: 'Active', state: 'pass' },
  paused: { words: 'Paused', state: 'neutral' },
  failing: { words: 'Failing', state: 'fail' },
}

/** Whether messages arrive, and since when and why not. */
export function ChannelState({ channel }: { channel: NotificationChannel }) {
  const { state, lastFailure, lastDeliveredAt } = channel
  return (
    <div className={classes.state}>
      <StateBadge state={states[state].state}>{states[state].words}</StateBadge>
      {state === 'failing' && (
        <Text size="sm" mt={4}>
          {lastDeliveredAt ? (
            <>
              Nothing arrived since <Time at={lastDeliveredAt} />
            </>
          ) : (
            'Nothing ever arrived'
          )}
        </Text>
      )}
      {lastFailure && isTroubled(channel) && (
        <Text size="sm" c="dimmed" mt={4}>
          Last attempt <Time at={lastFailure.at} />: {lastFailure.reason}
        </Text>
      )}
    </div>
  )
}

import { Text } from '@mantine/core'
import type { Retention, RetentionRound } from '../../api/types'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import classes from './data.module.css'
import { isDue, removedWords } from './retention'

/** What the last round took, or how far the one that runs is. */
export function LastRound({ state }: { state: Retention }) {
  const { lastRound: round, nextAt, days } = state
  const running = round?.isRunning ?? false
  return (
    <div className={classes.card} data-retention-round>
      <div className={classes.line} role="status">
        <RoundState round={round} />
      </div>
      {round && <RoundWords round={round} />}
      {round?.failure && <Text>{round.failure}</Text>}
      {!running && days !== null && (
        <Text c="dimmed">
          {isDue(state, Date.now()) || nextAt === null ? (
            'The next round begins within a minute.'
          ) : (
            <>
              The next round begins <Time at={nextAt} />.
            </>
          )}
        </Text>
      )}
    </div>
  )
}

function RoundState({ round }: { round: RetentionRound | null }) {
  if (!round) return <Text>Nothing was deleted yet.</Text>
  if (round.isRunning) return <StateBadge state="pending">A round is running</StateBadge>
  if (round.failure) return <StateBadge state="fail">The last round stopped</StateBadge>
  return <StateBadge state="pass">The last round is done</StateBadge>
}

function RoundWords({ round }: { round: RetentionRound }) {
  const removed = removedWords(round)
  if (round.isRunning)
    return (
      <Text>
        Begun <Time at={round.startedAt} />.{' '}
        {removed ? `Deleted so far: ${removed}.` : 'Nothing is deleted so far.'}
      </Text>
    )
  return (
    <Text>
      Ended <Time at={round.finishedAt ?? round.startedAt} />.{' '}
      {removed ? `Deleted: ${removed}.` : 'Nothing was old enough to be deleted.'} It looked at what is older
      than <Time at={round.cutoff} />.
    </Text>
  )
}

import { Text } from '@mantine/core'
import { StateBadge } from '../../components/panels/state-badge'
import { Time } from '../../components/time'
import { RunLink } from '../projects/run-link'
import classes from './gate-policy.module.css'
import type { PreviewedRun } from './policy-document'

/** The runs that would end otherwise, by name, and why. */
export function Flips({ runs }: { runs: readonly PreviewedRun[] }) {
  return (
    <ul className={classes.flips} aria-label="Runs that would change">
      {runs.map((run) => (
        <li key={run.runId}>
          <span>
            {run.wouldBeBlocked ? (
              <StateBadge state="fail">Would be blocked</StateBadge>
            ) : (
              <StateBadge state="pass">Would pass</StateBadge>
            )}
          </span>
          <div>
            <RunLink runId={run.runId}>{run.pipelineRunId}</RunLink>{' '}
            <Text span size="sm" c="dimmed">
              {run.branch ?? 'no branch named'}, <Time at={run.startedAt} />
            </Text>
            {run.reasons.map((reason) => (
              <Text key={reason.rule} size="sm">
                {reason.text}
              </Text>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

import { Text } from '@mantine/core'
import { StateBadge } from '../../components/panels/state-badge'
import classes from './plan.module.css'
import { atTheLimit, type Limited, type UsageState, usageCounts, usageOf, usageTitles } from './usage'

type Props = { what: Limited; used: number; limit: number | null }

const badges: Partial<Record<UsageState, ['warn' | 'fail', string]>> = {
  near: ['warn', 'Nearly full'],
  full: ['warn', 'Full'],
  over: ['fail', 'Over the limit'],
}

/** The bar says nothing that the words beside it do not say. */
export function UsageBar({ what, used, limit }: Props) {
  const { state, words, part } = usageOf(used, limit)
  const badge = badges[state]
  return (
    <div className={classes.usage} data-usage={what}>
      <div className={classes.usageHead}>
        <h3>{usageTitles[what]}</h3>
        {badge && <StateBadge state={badge[0]}>{badge[1]}</StateBadge>}
      </div>
      <div className={classes.amount}>{words}</div>
      {limit !== null && (
        <svg className={classes.bar} data-state={state} aria-hidden="true" focusable="false">
          <rect width="100%" height="8" rx="4" />
          {part > 0 && <rect data-part width={`${Math.max(2, part * 100)}%`} height="8" rx="4" />}
        </svg>
      )}
      <Text size="sm" c="dimmed">
        {usageCounts[what]}
      </Text>
      {(state === 'full' || state === 'over') && <Text size="sm">{atTheLimit[what]}</Text>}
    </div>
  )
}

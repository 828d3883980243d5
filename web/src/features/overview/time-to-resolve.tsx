import type { Trend } from '../../api/types'
import { Sparkline } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { bucketsOf, hoursToResolve, spanOf } from './buckets'
import classes from './overview.module.css'
import type { Period } from './overview-search'

export function TimeToResolve({ days, period }: { days: Trend['days']; period: Period }) {
  const mean = hoursToResolve(days)
  return (
    <div className={`${panels.card} ${classes.panel}`}>
      <Sparkline
        label="Time to resolve"
        hint="From first seen to resolved, on average"
        heading="From"
        worded={spanOf}
        height={96}
        points={bucketsOf(days, period).map((one) => ({ label: one.label, value: one.hours }))}
      >
        <p className={classes.figure} data-none={mean === null || undefined}>
          {mean === null ? 'Nothing was resolved in this period.' : spanOf(mean)}
        </p>
      </Sparkline>
    </div>
  )
}

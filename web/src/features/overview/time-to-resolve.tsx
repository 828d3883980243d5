import { Sparkline } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import type { TrendDay } from '../trends/days'
import type { Period } from '../trends/period'
import { calendarSpans, hoursToResolve } from '../trends/spans'
import { hoursWords } from './hours-words'
import classes from './overview.module.css'

export function TimeToResolve({ days, period }: { days: TrendDay[]; period: Period }) {
  const mean = hoursToResolve(days)
  return (
    <div className={`${panels.card} ${classes.panel}`}>
      <Sparkline
        label="Time to resolve"
        hint="From first seen to resolved, on average"
        heading="From"
        worded={hoursWords}
        height={96}
        points={calendarSpans(days, period).map((one) => ({ label: one.label, value: one.hours }))}
      >
        <p className={classes.figure} data-none={mean === null || undefined}>
          {mean === null ? 'Nothing was resolved in this period.' : hoursWords(mean)}
        </p>
      </Sparkline>
    </div>
  )
}

import { StackedArea } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { openDays } from '../trends/chart-days'
import { pointsOf, type TrendDay } from '../trends/days'
import type { Period } from '../trends/period'
import classes from './overview.module.css'

export function OpenOverTime({ days, period }: { days: TrendDay[]; period: Period }) {
  const shown = openDays(pointsOf(days, period), 'worst')
  const open = shown.at(-1)?.parts.reduce((sum, part) => sum + part.value, 0) ?? 0
  return (
    <div className={`${panels.card} ${classes.panel}`} data-wide>
      <StackedArea
        label="Open findings"
        hint={`${open.toLocaleString('en')} open now; in review counts as open`}
        days={shown}
      />
    </div>
  )
}

import type { Trend } from '../../api/types'
import { StackedArea, type Tone } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { severities } from '../../components/severity/severity'
import { pointsOf } from './buckets'
import classes from './overview.module.css'
import type { Period } from './overview-search'

export const tones: Record<(typeof severities)[number]['key'], Tone> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  info: 'info',
  unknown: 'info',
}

export function OpenOverTime({ days, period }: { days: Trend['days']; period: Period }) {
  const shown = severities.filter(({ key }, index) => index < 4 || days.some((day) => day.open[key] > 0))
  const total = days.at(-1)
  const open = total ? shown.reduce((sum, { key }) => sum + total.open[key], 0) : 0
  return (
    <div className={`${panels.card} ${classes.panel}`} data-wide>
      <StackedArea
        label="Open findings"
        hint={`${open.toLocaleString('en')} open now; in review counts as open`}
        days={pointsOf(days, period).map((day) => ({
          key: day.day,
          label: day.day,
          tick: day.day.slice(5),
          parts: shown.map(({ key, name, letter }) => ({
            name,
            letter,
            value: Math.max(0, day.open[key]),
            color: tones[key],
          })),
        }))}
      />
    </div>
  )
}

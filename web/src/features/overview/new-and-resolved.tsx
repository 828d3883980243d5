import type { Trend } from '../../api/types'
import { StackedBars } from '../../components/charts'
import { plural } from '../../components/formats'
import panels from '../../components/panels/panels.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { bucketsOf, midnight } from './buckets'
import classes from './overview.module.css'
import type { Period } from './overview-search'

type Props = { days: Trend['days']; period: Period; projectId: string | undefined }

const units: Record<Period, string> = { 30: 'day', 90: 'week', 365: 'month' }

/** What came goes up, what went goes down; each leads to its findings. */
export function NewAndResolved({ days, period, projectId }: Props) {
  const tenantId = useTenantId()
  const listed = (search: Record<string, string>) => ({
    to: '/tenants/$tenantId/findings' as const,
    params: { tenantId },
    search: { ...search, status: ['all' as const], ...(projectId ? { projectId } : {}) },
  })
  const unit = units[period]
  return (
    <div className={`${panels.card} ${classes.panel}`}>
      <StackedBars
        label="New against resolved"
        hint={`By ${unit}, in UTC`}
        heading={unit[0]?.toUpperCase() + unit.slice(1)}
        days={bucketsOf(days, period).map((one) => ({
          key: one.from,
          label: one.label,
          tick: one.tick,
          parts: [
            {
              name: 'New',
              letter: '+',
              value: one.added,
              color: 'fail',
              title: `${one.label}: ${plural(one.added, 'new finding')}`,
              to: listed({ firstSeenFrom: midnight(one.from), firstSeenBefore: midnight(one.before) }),
            },
            {
              name: 'Resolved',
              letter: '−',
              value: one.resolved,
              color: 'pass',
              below: true,
              title: `${one.label}: ${plural(one.resolved, 'resolved finding')}`,
              to: listed({ resolvedFrom: midnight(one.from), resolvedBefore: midnight(one.before) }),
            },
          ],
        }))}
      />
    </div>
  )
}

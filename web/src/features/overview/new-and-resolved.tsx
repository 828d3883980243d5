import { StackedBars } from '../../components/charts'
import panels from '../../components/panels/panels.module.css'
import { useTenantId } from '../tenants/use-tenant'
import { flowDays } from '../trends/chart-days'
import { midnight, type TrendDay } from '../trends/days'
import type { Period } from '../trends/period'
import { calendarSpans } from '../trends/spans'
import classes from './overview.module.css'

type Props = { days: TrendDay[]; period: Period; projectId: string | undefined }

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
        days={flowDays(calendarSpans(days, period), {
          added: ({ from, before }) =>
            listed({ firstSeenFrom: midnight(from), firstSeenBefore: midnight(before) }),
          resolved: ({ from, before }) =>
            listed({ resolvedFrom: midnight(from), resolvedBefore: midnight(before) }),
        })}
      />
    </div>
  )
}

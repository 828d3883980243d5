import { getRouteApi } from '@tanstack/react-router'
import { StackedArea, StackedBars } from '../../../components/charts'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { flowDays, flowWords, openDays } from '../../trends/chart-days'
import { type Period, usualPeriod } from '../../trends/period'
import { PeriodControl } from '../../trends/period-control'
import { evenSpans } from '../../trends/spans'
import { useTrend } from '../../trends/use-trend'
import { useProject } from '../use-project'
import classes from './overview.module.css'
import { parseProjectOverview } from './overview-search'
import { Panel } from './panel'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/')

const periodWords = (period: Period) => (period === 365 ? '1 year' : `${period} days`)

export function ProjectTrend() {
  const { tenantId, projectId } = useProject()
  const period = route.useSearch().days ?? usualPeriod
  const navigate = route.useNavigate()
  const trend = useTrend(tenantId, period, projectId)
  const told = trend.data?.days
  return (
    <Panel
      title="Trend"
      wide
      aside={
        <PeriodControl
          period={period}
          words={periodWords}
          onChange={(days) =>
            void navigate({ search: parseProjectOverview({ days }), replace: true, resetScroll: false })
          }
        />
      }
    >
      {trend.error && (
        <div className={classes.note}>
          <ProblemPanel
            error={trend.error}
            what="The trend could not be loaded."
            retry={() => void trend.refetch()}
          />
        </div>
      )}
      {trend.isPending && (
        <div className={classes.note}>
          <SkeletonRows rows={3} height={56} />
        </div>
      )}
      {told && (
        <div className={classes.trend} data-stale={trend.isPlaceholderData || undefined}>
          <StackedArea
            label="Open by severity"
            hint="At the end of each day"
            days={openDays(told, 'least')}
          />
          <StackedBars
            label="New against resolved"
            hint={`${flowWords(told)} in this period`}
            days={flowDays(evenSpans(told))}
          />
        </div>
      )}
    </Panel>
  )
}

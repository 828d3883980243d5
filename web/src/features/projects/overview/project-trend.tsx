import { SegmentedControl } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../../api/client'
import { StackedArea, StackedBars } from '../../../components/charts'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { useProject } from '../use-project'
import classes from './overview.module.css'
import { parseProjectOverview } from './overview-search'
import { Panel } from './panel'
import { flowDays, flowWords, openDays } from './trend-days'

const route = getRouteApi('/tenants/$tenantId/projects/$projectId/')

export function ProjectTrend() {
  const { tenantId, projectId } = useProject()
  const days = route.useSearch().days ?? '90'
  const navigate = route.useNavigate()
  const trend = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/findings/trend',
    { params: { path: { tenantId }, query: { projectId, days: Number(days) } } },
    { placeholderData: keepPreviousData },
  )
  const told = trend.data?.days
  return (
    <Panel
      title="Trend"
      wide
      aside={
        <SegmentedControl
          aria-label="Period"
          size="xs"
          value={days}
          data={[
            { value: '30', label: '30 days' },
            { value: '90', label: '90 days' },
            { value: '365', label: '1 year' },
          ]}
          onChange={(value) =>
            void navigate({
              search: parseProjectOverview({ days: value }),
              replace: true,
              resetScroll: false,
            })
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
          <StackedArea label="Open by severity" hint="At the end of each day" days={openDays(told)} />
          <StackedBars
            label="New against resolved"
            hint={`${flowWords(told)} in this period`}
            days={flowDays(told)}
          />
        </div>
      )}
    </Panel>
  )
}

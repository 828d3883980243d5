import { Select, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { useProjects } from '../projects/use-projects'
import { useTenantId } from '../tenants/use-tenant'
import { usualPeriod } from '../trends/period'
import { PeriodControl } from '../trends/period-control'
import { useTrend } from '../trends/use-trend'
import { NewAndResolved } from './new-and-resolved'
import { OpenOverTime } from './open-over-time'
import classes from './overview.module.css'
import { type OverviewSearch, parseOverview } from './overview-search'
import { TimeToResolve } from './time-to-resolve'

/** How it went: of all projects or one, in a period. Both stand in the address. */
export function OverTime({ search }: { search: OverviewSearch }) {
  const tenantId = useTenantId()
  const period = search.days ?? usualPeriod
  const { projectId } = search
  const trend = useTrend(tenantId, period, projectId)
  const days = trend.data?.days
  return (
    <section aria-labelledby="over-time" className={classes.section}>
      <header className={classes.head}>
        <Title order={2} size="h3" id="over-time">
          Over time
        </Title>
        <Scope search={search} />
      </header>
      {trend.error && !days && (
        <ProblemPanel
          error={trend.error}
          what="What happened over time could not be loaded."
          retry={() => void trend.refetch()}
        />
      )}
      {trend.isPending && <SkeletonRows rows={4} height={60} />}
      {days && (
        <div className={classes.charts} data-stale={trend.isPlaceholderData || undefined}>
          <OpenOverTime days={days} period={period} />
          <NewAndResolved days={days} period={period} projectId={projectId} />
          <TimeToResolve days={days} period={period} />
        </div>
      )}
    </section>
  )
}

function Scope({ search }: { search: OverviewSearch }) {
  const tenantId = useTenantId()
  const navigate = useNavigate()
  const projects = useProjects(tenantId)
  const change = (next: Record<string, unknown>) =>
    void navigate({ to: '.', search: parseOverview({ ...search, ...next }), resetScroll: false })
  return (
    <search className={classes.scope}>
      <Select
        aria-label="Project"
        placeholder="All projects"
        size="xs"
        w={176}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'All projects' }}
        data={projects.items.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.projectId ?? null}
        onChange={(projectId) => change({ projectId })}
      />
      <PeriodControl period={search.days ?? usualPeriod} onChange={(days) => change({ days })} />
    </search>
  )
}

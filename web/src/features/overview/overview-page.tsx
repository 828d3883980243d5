import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../api/client'
import { exactTime } from '../../components/formats'
import { PageHeader } from '../../components/panels/page-header'
import panels from '../../components/panels/panels.module.css'
import { ProblemPanel } from '../../components/panels/problem-panel'
import { SkeletonRows } from '../../components/panels/skeleton-rows'
import { useTenant } from '../tenants/use-tenant'
import { Coverage } from './coverage'
import { MedianAge } from './median-age'
import { NeedsYou } from './needs-you'
import { NeverScanned } from './never-scanned'
import { OverTime } from './over-time'
import classes from './overview.module.css'
import { RiskiestProjects } from './riskiest-projects'

const route = getRouteApi('/tenants/$tenantId/')

/** What needs people, and how things go. Every number leads to the list that shows it. */
export function OverviewPage() {
  const tenant = useTenant()
  const search = route.useSearch()
  const overview = queries.useQuery('get', '/api/tenants/{tenantId}/overview', {
    params: { path: { tenantId: tenant.id } },
  })
  const data = overview.data
  const never = data && data.coverage.reporting + data.coverage.silent === 0
  return (
    <>
      <PageHeader
        title="Overview"
        subtitle={data ? <AsOf at={data.asOf} name={tenant.name} /> : tenant.name}
      />
      <div className={panels.body}>
        {overview.error && !data && (
          <ProblemPanel
            error={overview.error}
            what="What needs you could not be loaded."
            retry={() => void overview.refetch()}
          />
        )}
        {overview.isPending && <SkeletonRows rows={3} height={60} />}
        {never && <NeverScanned projects={data.coverage.neverScanned} />}
        {data && !never && <NeedsYou overview={data} />}
        {!never && <OverTime search={search} />}
        {data && !never && (
          <div className={classes.thirds}>
            <RiskiestProjects projects={data.projects} />
            <Coverage coverage={data.coverage} />
            <MedianAge days={data.medianAgeDays} />
          </div>
        )}
      </div>
    </>
  )
}

function AsOf({ at, name }: { at: string; name: string }) {
  const clock = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return (
    <>
      {name}, as of{' '}
      <time dateTime={at} title={exactTime(at)}>
        {clock}
      </time>
    </>
  )
}

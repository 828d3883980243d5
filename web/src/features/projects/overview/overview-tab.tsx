import { Text } from '@mantine/core'
import { queries } from '../../../api/client'
import { ProblemPanel } from '../../../components/panels/problem-panel'
import { SkeletonRows } from '../../../components/panels/skeleton-rows'
import { SetUpHint } from '../set-up-hint'
import { useProject } from '../use-project'
import { Branches } from './branches'
import { LatestRuns } from './latest-runs'
import { OpenFindings } from './open-findings'
import classes from './overview.module.css'
import { ProjectTrend } from './project-trend'
import { Scanners } from './scanners'

export function OverviewTab() {
  const { tenantId, projectId, query } = useProject()
  const project = query.data
  const runs = queries.useQuery(
    'get',
    '/api/tenants/{tenantId}/projects/{projectId}/runs',
    { params: { path: { tenantId, projectId } } },
    // Somebody following the set-up steps sees their first run arrive.
    { refetchInterval: (query) => (query.state.data?.items.length === 0 ? 5000 : false) },
  )
  if (runs.error)
    return (
      <ProblemPanel
        error={runs.error}
        what="The runs could not be loaded."
        retry={() => void runs.refetch()}
      />
    )
  if (!runs.data || !project) return <SkeletonRows rows={4} height={84} />
  if (runs.data.items.length === 0)
    return project.archivedAt ? (
      <Text c="dimmed">It was never scanned.</Text>
    ) : (
      <SetUpHint projectId={projectId} />
    )
  return (
    <div className={classes.grid}>
      <OpenFindings project={project} />
      <ProjectTrend />
      <LatestRuns runs={runs.data.items} />
      <Scanners runs={runs.data.items} />
      <Branches />
    </div>
  )
}
